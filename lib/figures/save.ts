import { existsSync, readFileSync } from "node:fs";
import { writeAtomic, writeJson } from "../core";
import type { Figure } from "./figure";

/** One line of a run's figures/index.json. */
export interface SavedFigure {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
}

/**
 * Writes a figure into the run's folder figures/: NAME.svg, NAME.png, and NAME.json with the numbers behind it (and the
 * chart's specification); and lists it in figures/index.json. Saving it again replaces it.
 *
 * @param run anything that can name a file of the run folder
 * @returns the same figure, so that `await figures.save(run, ...)` as a cell's last expression shows it
 */
export async function save(run: { path(...parts: string[]): string }, figure: Figure): Promise<Figure> {
  const { name, title, subtitle, svg, png, spec, data } = figure;
  writeAtomic(run.path("figures", `${name}.svg`), svg);
  writeAtomic(run.path("figures", `${name}.png`), png);
  writeJson(run.path("figures", `${name}.json`), { title, subtitle, ...(spec && { spec }), data });
  const index = run.path("figures", "index.json");
  const before = existsSync(index) ? (JSON.parse(readFileSync(index, "utf8")) as SavedFigure[]) : [];
  const at = before.findIndex((f) => f.name === name);
  const after = at < 0 ? [...before, { name, title, subtitle }] : before.with(at, { name, title, subtitle });
  // by notebook, and within one in the order of its cells
  writeJson(
    index,
    after.toSorted((a, b) => a.name.slice(0, 2).localeCompare(b.name.slice(0, 2))),
  );
  return figure;
}
