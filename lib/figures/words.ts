import { escapeHtml } from "./escape-html";
import { display, type MimeBundle } from "./figure";

/** A line that stands where a figure or table would, were there anything to show. */
export interface Words {
  readonly html: string;
  readonly text: string;
  readonly [display]: () => MimeBundle;
}

/** Shows a line of text as a cell's last value. */
export function words(text: string): Words {
  const html = `<p>${escapeHtml(text)}</p>`;
  return { html, text, [display]: () => ({ "text/html": html, "text/plain": text }) };
}
