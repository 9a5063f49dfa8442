import { widest, wrapText, type Row } from "./figure";
import { pictureRow, type Pictures } from "./picture-row";
import { lossPlot } from "./loss-plot";
import { svgText } from "./svg-text";
import { colours, ink } from "./vega-config";

/** State of one training in the live view. */
export interface PanelState {
  readonly name: string;
  /** `epoch 37 of 120 · step 185 of 600` */
  readonly place: string;
  /** Share that is done, 0 to 1. */
  readonly done: number;
  readonly losses: readonly Row[];
  readonly marks: readonly { readonly x: number; readonly text: string }[];
  /** Words and numbers under the curves: `["speed", "1.7 steps/s"]`. */
  readonly facts: readonly (readonly [string, string])[];
  readonly alarms: readonly string[];
  /** Samples; none before the first are made. */
  readonly samples: Pictures | undefined;
  readonly real: Pictures;
}

const margin = 12;
const gutter = 4;
const gridSide = 268;
const chartWidth = widest - 2 * margin - gridSide - 18;

/** Height of a panel, pixels: constant, so that nothing jumps. */
export const panelHeight = 352;

/** Number of samples that a panel has room for. @param size side of an image, pixels */
export function panelSamples(size: number): number {
  const { columns, rows } = layout(size);
  return columns * (rows - 1);
}

/** As large as the square allows, at most twice: columns, rows (the last one for real images), pixels a pixel. */
function layout(size: number): { columns: number; rows: number; times: number } {
  const times = Math.max(1, Math.min(4, Math.floor(64 / size)));
  const fits = Math.max(1, Math.floor((gridSide + gutter) / (size * times + gutter)));
  return { columns: fits, rows: Math.max(2, fits), times };
}

/**
 * One training as SVG: name, progress, loss curves, facts and alarms to the left, samples over real images to the right.
 * @param top where it begins, pixels
 */
export async function trainingPanel(state: PanelState, top: number): Promise<string> {
  const { name, place, done, losses, marks, alarms } = state;
  const width = widest - 2 * margin;
  const bar = top + 24;
  const heading =
    svgText(margin, top + 15, name, { size: 13, isBold: true, color: ink.title }) +
    svgText(widest - margin, top + 15, place, { anchor: "end" }) +
    `<rect x="${margin}" y="${bar}" width="${width}" height="4" rx="2" fill="${ink.grid}"/>` +
    `<rect x="${margin}" y="${bar}" width="${(width * Math.min(1, done)).toFixed(1)}" height="4" rx="2" fill="${colours[2]}"/>`;
  const box = { x: margin, y: top + 42, width: chartWidth, height: 196 };
  const series = ["discriminator", "generator", "penalty"].map((key) => ({
    name: key,
    points: losses.map((row) => ({ x: Number(row["epoch"]), y: Number(row[key]) })),
  }));
  return [
    heading,
    lossPlot(series, box, marks),
    facts(state.facts, top + 250),
    warnings(alarms, top + 299),
    await pictures(state, widest - margin - gridSide, top + 42),
  ].join("");
}

function facts(given: PanelState["facts"], top: number): string {
  const step = chartWidth / Math.max(1, given.length);
  return given
    .map(
      ([label, value], i) =>
        svgText(margin + i * step, top + 10, label, { size: 10, color: ink.text }) +
        svgText(margin + i * step, top + 27, value, { size: 12.5, isBold: true, color: ink.title }),
    )
    .join("");
}

function warnings(alarms: readonly string[], top: number): string {
  if (alarms.length === 0) return svgText(margin, top, "no alarms", { size: 10.5, color: ink.text });
  return alarms
    .flatMap((alarm) => wrapText(`⚠ ${alarm}`, 66))
    .slice(0, 4)
    .map((line, i) => svgText(margin, top + 14 * i, line, { size: 10.5, isBold: true, color: ink.warning }))
    .join("");
}

async function pictures({ samples, real }: PanelState, left: number, top: number): Promise<string> {
  const { columns, rows, times } = layout(real.size);
  const step = real.size * times + gutter;
  const label = (words: string, y: number): string => svgText(left, y, words, { size: 10.5 });
  const lines = Array.from({ length: rows - 1 }, (_, row) => row);
  const count = Math.min(columns, real.pixels.length / real.size ** 2);
  const realTop = top + 14 + (rows - 1) * step + 18;
  const line = (images: Pictures, from: number, n: number, y: number): Promise<string> =>
    pictureRow(
      images,
      Array.from({ length: n }, (_, i) => from + i),
      times,
      left,
      y,
    );
  const emptyLine = (row: number): string =>
    `<rect x="${left}" y="${top + 14 + row * step}" width="${columns * step - gutter}" height="${step - gutter}" fill="${ink.grid}"/>`;
  return [
    label(
      samples ? "samples, always of the same random vectors" : "samples come with a later picture",
      top + 8,
    ),
    ...(await Promise.all(
      lines.map((row) =>
        samples ? line(samples, row * columns, columns, top + 14 + row * step) : emptyLine(row),
      ),
    )),
    label("real images", realTop - 5),
    await line(real, 0, count, realTop),
  ].join("");
}
