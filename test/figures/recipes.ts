import type { Drawing, Figure, Words } from "../../lib/figures";
import { draw } from "../../lib/figures";
import { source } from "./requests";

/** Draws, and says so where there were only words. */
export async function drawFigure(drawing: Drawing | string): Promise<Figure> {
  const shown: Figure | Words = await draw(source, drawing);
  if (!("svg" in shown)) throw new Error(`words instead of a figure: ${shown.text}`);
  return shown;
}

/** The rows behind a figure that have these values. */
export function rowsWith(figure: Figure, values: Readonly<Record<string, unknown>>): Figure["data"] {
  return figure.data.filter((row) => Object.entries(values).every(([key, value]) => row[key] === value));
}
