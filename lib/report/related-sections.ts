import { existsSync } from "node:fs";
import type { Run } from "../core";
import { formatInterval, formatNumber } from "../figures/format-number";
import { html, type Html } from "../figures/html";
import { describeVerdict } from "./judge-criterion";
import type { RecordedMetrics } from "./metrics";
import { wideTable } from "./page";
import type { RelatedMetrics } from "./related-form";
import { figuresOf } from "./sections";

/** How the name of a notebook of notebooks/related begins. */
export const relatedFolder = "related/";

/** The system that a notebook is about; undefined for one of the five. */
export function relatedSystem(notebook: string): string | undefined {
  return notebook.startsWith(relatedFolder) ? notebook.slice(relatedFolder.length) : undefined;
}

/** A section per system of notebooks/related that was run: what it is, its figures, its numbers, and what they show. */
export function relatedSections(run: Run, { related = {} }: RecordedMetrics): readonly Html[] {
  return Object.entries(related).map(([system, found]) => {
    const name = `${relatedFolder}${system}`;
    const executed = existsSync(run.path("notebooks", `${name}.ipynb`))
      ? html` Executed notebook: <code>notebooks/${name}.ipynb</code>.`
      : undefined;
    return html`<section id="${system}">
      <h2>Related · ${system}</h2>
      <p>${found.task} Paper: ${found.paper}.${executed}</p>
      ${figuresOf(run, `${system}-`)}${resultsTable(found)}${criteriaTable(found)}
    </section>`;
  });
}

function resultsTable({ results }: RelatedMetrics): Html {
  const rows = results.map(({ measure, value, interval, n, of }) => {
    const decimals = Math.max(...[value, ...(interval ?? [])].map(Math.abs)) < 0.1 ? 4 : 2;
    const shown = interval
      ? formatInterval(value, ...interval, decimals)
      : `${formatNumber(value)} (no interval)`;
    return [measure, shown, `${n} ${of}`];
  });
  return wideTable(["measure", "value (95 % interval)", "of"], rows, "Measured");
}

function criteriaTable({ criteria }: RelatedMetrics): Html | undefined {
  if (criteria.length === 0) return undefined;
  const rows = criteria.map((one) => [one.text, describeVerdict(one)]);
  return wideTable(["criterion", "in this run"], rows, "What an implementation must show");
}
