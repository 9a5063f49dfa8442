import { escapeHtml } from "./escape-html";

/** HTML, SVG or XML that `html` inserts unescaped; everything else is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

/** Values that `html` takes in its template. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

/**
 * Markup with values in it, in content or in attributes. Texts and numbers are escaped, `Html` is not, lists are joined,
 * undefined is nothing.
 *
 * @example
 * html`<td class="${name}">${rows.map((row) => html`<b>${row.text}</b>`)}</td>`.markup
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  return new Html(strings.map((text, i) => text + markupOf(values[i])).join(""));
}

function markupOf(value: HtmlPart): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markupOf).join("");
  return value === undefined ? "" : escapeHtml(String(value));
}
