import { existsSync, readFileSync, statSync } from "node:fs";
import type { Json, Run } from "../core";
import { escapeHtml } from "../figures/escape-html";
import type { SavedFigure } from "../figures/save";
import type { Part, RecordedMetrics } from "./metrics";
import { numbersHtml } from "./numbers";

/** A notebook's place in the report. */
export interface Section {
  readonly notebook: string;
  readonly title: string;
  /** How to read what follows. */
  readonly about: string;
  /** What of metrics.json it shows. */
  readonly parts: readonly Part[];
}

/** The report's sections, one a notebook. */
export const sections: readonly Section[] = [
  {
    notebook: "01-preprocess",
    title: "Data and split",
    about:
      "What the data set holds, what could betray a class without any medicine, and which images train, validate and test. A GAN sees the training part only.",
    parts: ["data", "split"],
  },
  {
    notebook: "02-train-dcgan",
    title: "Training the GANs",
    about: "One GAN a class. Losses that settle are no proof of good images: section 03 measures them.",
    parts: ["gans"],
  },
  {
    notebook: "03-inspect-samples",
    title: "The synthetic images",
    about:
      "Measured against real images that no GAN saw. Best case: real training images; worst case: the generator before its first step.",
    parts: ["samples"],
  },
  {
    notebook: "04-tsne",
    title: "Real and synthetic on one plane",
    about:
      "A picture, not a test: distances between groups mean little, and a trained network's features separate classes by construction.",
    parts: ["tsne"],
  },
  {
    notebook: "05-evaluate",
    title: "The classifiers",
    about:
      "Every arm starts from the same weights, takes the same number of steps, and answers once for the sealed test images.",
    parts: ["arms"],
  },
];

/** A section with its figures and numbers, or which notebook to run where there are none. */
export function sectionHtml(section: Section, run: Run, metrics: RecordedMetrics | undefined): string {
  const { notebook, title, about, parts } = section;
  const number = notebook.slice(0, 2);
  const numbers = parts.flatMap((part) => {
    const value = metrics?.[part];
    return value === undefined ? [] : [folded(numbersHtml(value as Json, part))];
  });
  const figures = savedFigures(run).filter((f) => f.name.startsWith(`${number}-`));
  const executed = existsSync(run.path("notebooks", `${notebook}.ipynb`))
    ? ` Executed notebook: <code>notebooks/${notebook}.ipynb</code>.`
    : "";
  const state = numbers.length > 0 ? "" : absent(number, figures.length > 0);
  const content = [state, ...figures.map((f) => figureHtml(run, f)), ...numbers];
  return `<section id="n${number}"><h2>${number} · ${escapeHtml(title)}</h2><p>${escapeHtml(about)}${executed}</p>${content.join("")}</section>`;
}

function absent(number: string, hasFigures: boolean): string {
  const state = hasFigures
    ? "No numbers: an earlier notebook was run again since, so these figures are of an older run"
    : "Not run";
  return `<p class="absent">${state}. Type <code>npm run notebooks -- ${number}</code> with the options given at the end.</p>`;
}

const folded = (html: string): string =>
  html.length < 6000 ? html : `<details><summary>All numbers</summary>${html}</details>`;

function savedFigures(run: Run): readonly SavedFigure[] {
  const index = run.path("figures", "index.json");
  return existsSync(index) ? (JSON.parse(readFileSync(index, "utf8")) as readonly SavedFigure[]) : [];
}

/** Larger drawings go in as their picture, so that the report stays small enough to send. */
const largestSvg = 300_000;

function figureHtml(run: Run, { name, title, subtitle }: SavedFigure): string {
  const [svg, png] = [run.path("figures", `${name}.svg`), run.path("figures", `${name}.png`)];
  if (!existsSync(svg) || !existsSync(png))
    return `<p class="absent">figures/${escapeHtml(name)} is listed but missing: run its notebook again.</p>`;
  const isSmall = statSync(svg).size <= largestSvg;
  const source = `data:image/${isSmall ? "svg+xml" : "png"};base64,${readFileSync(isSmall ? svg : png).toString("base64")}`;
  const width = readFileSync(png).readUInt32BE(16); // a PNG's header holds its size
  return `<figure><img src="${source}" width="${width}" alt="${escapeHtml(`${title}. ${subtitle}`)}"><figcaption>figures/${escapeHtml(name)}: .svg, .png, .json</figcaption></figure>`;
}
