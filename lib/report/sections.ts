import { existsSync, readFileSync } from "node:fs";
import type { Run } from "../core";
import { html, type Html } from "../figures/html";
import type { SavedFigure } from "../figures/save";
import { figureHtml } from "./figure-html";
import type { Part, RecordedMetrics } from "./metrics";
import { partTables } from "./part-tables";
import { readingTable } from "./reading-table";

/** A notebook's place in the report. */
export interface Section {
  readonly notebook: string;
  readonly title: string;
  /** How to read what follows. */
  readonly about: string;
  /** Parts of metrics.json that it shows. */
  readonly parts: readonly Part[];
}

/** The report's sections, one per notebook. */
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
    about:
      "A generator per class, or, where gan.network says so, one of all classes. Losses that settle are no proof of good images: section 03 measures them.",
    parts: ["gans"],
  },
  {
    notebook: "03-inspect-samples",
    title: "The synthetic images",
    about:
      "Measured against real images that no GAN saw. Best case: real training images; worst case: the generator before its first step. Memorisation has three findings: it shows signs, no sign was found and what would have been seen, or it cannot be told from so few images.",
    parts: ["samples", "panel"],
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
      "Every arm starts from the same weights, takes the same number of steps per epoch, and predicts the sealed test images once.",
    parts: ["arms"],
  },
];

/** A section with its figures and numbers, first how the data were read; or which notebook to run where there are none. */
export function sectionHtml(section: Section, run: Run, metrics: RecordedMetrics | undefined): Html {
  const { notebook, title, about, parts } = section;
  const number = notebook.slice(0, 2);
  const numbers = metrics === undefined ? [] : parts.map((part) => partTables(part, metrics));
  const pictures = figuresOf(run, `${number}-`);
  const executed = existsSync(run.path("notebooks", `${notebook}.ipynb`))
    ? html` Executed notebook: <code>notebooks/${notebook}.ipynb</code>.`
    : undefined;
  const state = numbers.some((tables) => tables !== undefined)
    ? undefined
    : missingSectionHtml(number, pictures.length > 0);
  const reading = parts.includes("data") ? readingTable(metrics?.data?.reading ?? []) : undefined;
  return html`<section id="n${number}">
    <h2>${number} · ${title}</h2>
    <p>${about}${executed}</p>
    ${state}${reading}${pictures}${numbers}
  </section>`;
}

function missingSectionHtml(number: string, hasFigures: boolean): Html {
  const state = hasFigures
    ? "No numbers: an earlier notebook was run again since, so these figures are of an older run"
    : "Not run";
  return html`<p class="absent">
    ${state}. Type <code>npm run notebooks -- ${number}</code> with the options given at the end.
  </p>`;
}

/** The figures of a run whose names begin so. */
export function figuresOf(run: Run, begin: string): readonly Html[] {
  const index = run.path("figures", "index.json");
  const saved = existsSync(index) ? (JSON.parse(readFileSync(index, "utf8")) as readonly SavedFigure[]) : [];
  return saved.filter(({ name }) => name.startsWith(begin)).map((figure) => figureHtml(run, figure));
}
