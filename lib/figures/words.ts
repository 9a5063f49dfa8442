import { html } from "./html";
import { display, type MimeBundle } from "./figure";

/** A line shown in place of a figure or table when there is nothing to show. */
export interface Words {
  readonly html: string;
  readonly text: string;
  readonly [display]: () => MimeBundle;
}

/** Shows a line of text as a cell's last value. */
export function words(text: string): Words {
  const { markup } = html`<p>${text}</p>`;
  return { html: markup, text, [display]: () => ({ "text/html": markup, "text/plain": text }) };
}
