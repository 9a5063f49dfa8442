import { versions } from "../core";
import { html, type Html, type HtmlPart } from "../figures/html";
import { foldedHtml, wideTable } from "./page";

/**
 * The last section of a report: the command that gives the same results, and the software it ran on.
 * @param before parts above the command
 * @param after parts between the command and the software
 */
export function reproduceSection(
  title: string,
  command: string,
  { before, after }: { readonly before?: HtmlPart; readonly after?: HtmlPart } = {},
): Html {
  const software = wideTable(["package", "version"], Object.entries(versions()));
  return html`<section id="again">
    <h2>${title}</h2>
    ${before}
    <pre>${command}</pre>
    ${after}${foldedHtml("Software", software, true)}
  </section>`;
}
