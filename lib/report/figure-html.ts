import { existsSync, readFileSync, statSync } from "node:fs";
import type { Run } from "../core";
import { html, type Html } from "../figures/html";
import type { SavedFigure } from "../figures/save";

/** Bytes: larger drawings go in as their picture, so that the report stays small enough to send. */
const largestSvg = 300_000;

/**
 * A saved figure as an element of a report: its picture, with title, data set, n, seed and note as the text for those who
 * cannot see it. As an image of its own, an SVG's ids cannot meet those of another figure's.
 */
export function figureHtml(run: Pick<Run, "path">, { name, title, subtitle }: SavedFigure): Html {
  const [svg, png] = [run.path("figures", `${name}.svg`), run.path("figures", `${name}.png`)];
  if (!existsSync(svg) || !existsSync(png))
    return html`<p class="absent">figures/${name} is listed but missing: run its notebook again.</p>`;
  const isSmall = statSync(svg).size <= largestSvg;
  const source = `data:image/${isSmall ? "svg+xml" : "png"};base64,${readFileSync(isSmall ? svg : png).toString("base64")}`;
  const width = readFileSync(png).readUInt32BE(16); // a PNG's header holds its size
  return html`<figure>
    <img src="${source}" width="${width}" alt="${title}. ${subtitle}" />
    <figcaption>figures/${name}: .svg, .png, .json</figcaption>
  </figure>`;
}
