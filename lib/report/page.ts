import { html, Html, type HtmlPart } from "../figures/html";
import { tableHtml } from "../figures/table-html";
import { pageStyle } from "./page-style";

/** A report: its title, one line below it, and what follows. */
export interface Page {
  readonly title: string;
  readonly lead: string;
  /** CSS rules besides the usual ones. */
  readonly style?: string;
  readonly body: readonly HtmlPart[];
}

/** A report as one HTML file that needs nothing outside itself. */
export function pageHtml({ title, lead, style = "", body }: Page): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(pageStyle + style)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>${title}</h1>
            <p class="lead">${lead}</p>
          </header>
          ${body}
        </main>
      </body>
    </html> `.markup;
}

/** The answer at the top of a report: a sentence, and what limits it. */
export function answerHtml(sentence: string, caveats: readonly string[]): Html {
  return html`<div class="answer">
    <p>${sentence}</p>
    ${listHtml(caveats)}
  </div>`;
}

/** A list of texts; nothing for none. */
export function listHtml(items: readonly string[]): Html | undefined {
  return items.length === 0
    ? undefined
    : html`<ul>
        ${items.map((text) => html`<li>${text}</li>`)}
      </ul>`;
}

/** A table that scrolls where the page is too narrow for it: the head of each column, then texts row by row. */
export function wideTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  caption?: string,
  kind = "wide",
): Html {
  const columns = heads.map((name) => ({ name, isNumeric: false }));
  return html`<div class="${kind}">
    ${tableHtml(
      columns,
      rows.map((row) => row.map(keepTogether)),
      caption,
    )}
  </div>`;
}

/** A text whose intervals are not broken over two lines: U+2060 joins the numbers around their dash. */
function keepTogether(text: string): string {
  return text.replace(/(\d)–(\d)/g, "$1\u2060–\u2060$2");
}

/** A part that the reader unfolds. */
export function foldedHtml(summary: string, content: HtmlPart, isOpen = false): Html {
  return html`<details${isOpen ? new Html(" open") : undefined}><summary>${summary}</summary>${content}</details>`;
}
