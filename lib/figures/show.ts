import type { Drawing, FigureSource } from "./drawing";
import type { Figure } from "./figure";
import { save } from "./save";
import { words, type Words } from "./words";

type FigureRun = FigureSource & { path(...parts: string[]): string };

/**
 * Draws a figure with the run's data set and seed in its caption and saves it in the run's folder figures/:
 * `await figures.show(run, figures.curves({ ... }))`. As a cell's last value it is displayed, too.
 * @param drawing words in place of a figure are displayed and not saved
 */
export async function show(run: FigureRun, drawing: Drawing): Promise<Figure>;
export async function show(run: FigureRun, drawing: Drawing | string): Promise<Figure | Words>;
export async function show(run: FigureRun, drawing: Drawing | string): Promise<Figure | Words> {
  return typeof drawing === "string" ? words(drawing) : save(run, await drawing(run));
}

/** Draws a figure without saving it, for a source that has no folder. */
export async function draw(source: FigureSource, drawing: Drawing | string): Promise<Figure | Words> {
  return typeof drawing === "string" ? words(drawing) : drawing(source);
}
