import { fail } from "../core";
import type { BoundingBox } from "../data/boxes/bounding-box";
import { captionOf, type Drawing, type FigureRequest } from "./drawing";
import { figure, subtitle, widest, wrapText, type Row } from "./figure";
import { outlinePath, type Outline } from "./outline";
import { gutter, pictureRow, type Pictures } from "./picture-row";
import { renderPng } from "./render-png";
import { svgPage } from "./svg-page";
import { svgText } from "./svg-text";
import { textWidth } from "./text-width";
import { colours, ink } from "./vega-config";

/** One line of images of a grid. */
export interface GridLine {
  /** Words above it; none for a line that belongs to the one before. */
  readonly label: string;
  readonly images: Pictures;
  /** Which images of the set, in their order on the line. */
  readonly indices: readonly number[];
  /** A word under each image. */
  readonly notes?: readonly string[];
  /** Regions whose edges are drawn on each image. */
  readonly outlines?: readonly (readonly Outline[])[];
  /** Boxes to outline in each image, in its pixels. */
  readonly boxes?: readonly (readonly BoundingBox[])[];
}

const margin = 12;
const noteHeight = 15;
const labelHeight = 22;

/**
 * Lines of images, every pixel a sharp square, as a figure with title and labels.
 *
 * @param scale screen pixels per pixel of an image; by default as large as 720 pixels of width allow, at most 4
 * @param data rows of the figure's JSON file
 * @throws RangeError when an index lies outside its images, or there is no image
 */
export function imageGrid(
  lines: readonly GridLine[],
  { name, title, scale, ...counted }: FigureRequest & { readonly scale?: number | undefined },
  data: readonly Row[],
): Drawing {
  checkLines(name, lines);
  const most = Math.max(...lines.map((l) => l.indices.length));
  const size = Math.max(...lines.map((l) => l.images.size));
  const fits = Math.floor((widest - 2 * margin - gutter * (most - 1)) / most / size);
  const times = scale ?? Math.max(1, Math.min(4, fits));
  const step = (l: GridLine): number => l.images.size * times + gutter;
  const gridWidth = Math.max(...lines.map((l) => l.indices.length * step(l))) - gutter;
  const words = [title, ...lines.map((l) => l.label)].map((t) => textWidth(t, 15, true));
  const width = Math.min(widest, Math.max(gridWidth, 420, ...words.map(Math.ceil)) + 2 * margin);
  return async (source) => {
    const under = subtitle(captionOf(source, counted));
    const subtitles = wrapText(under, Math.floor((width - 2 * margin) / 6.4));
    const parts = [
      svgText(margin, 27, title, { size: 15, isBold: true, color: ink.title }),
      ...subtitles.map((l, i) => svgText(margin, 46 + 15 * i, l)),
    ];
    let top = 46 + 15 * (subtitles.length - 1) + 12;
    for (const line of lines) {
      const side = line.images.size * times;
      if (line.label !== "") {
        top += labelHeight;
        parts.push(svgText(margin, top - 6, line.label, { color: ink.title }));
      }
      parts.push(await pictureRow(line.images, line.indices, times, margin, top));
      line.outlines?.forEach((own, k) => {
        const at = margin + k * step(line);
        parts.push(...own.map((outline) => outlinePath(outline, line.images.size, times, at, top)));
      });
      line.boxes?.forEach((some, k) =>
        parts.push(...some.map((box) => boxOutline(box, times, margin + k * step(line), top))),
      );
      line.notes?.forEach((note, k) => {
        const at = margin + k * step(line) + side / 2;
        parts.push(svgText(at, top + side + 11, note, { size: 10, anchor: "middle" }));
      });
      top += side + (line.notes ? noteHeight : 0) + gutter;
    }
    const height = top + margin;
    const svg = svgPage(width, height, parts);
    return figure({ name, title, subtitle: under, svg, png: await renderPng(svg), data });
  };
}

/** A box's outline over a picture whose left top corner is at (x, y). */
function boxOutline({ left, top, right, bottom }: BoundingBox, times: number, x: number, y: number): string {
  const [width, height] = [(right - left) * times, (bottom - top) * times].map((side) => side.toFixed(1));
  const place = `x="${(x + left * times).toFixed(1)}" y="${(y + top * times).toFixed(1)}"`;
  return `<rect ${place} width="${width}" height="${height}" fill="none" stroke="${colours[1]}" stroke-width="1.2"/>`;
}

function checkLines(name: string, lines: readonly GridLine[]): void {
  if (lines.length === 0 || lines.every((l) => l.indices.length === 0))
    fail(`draw "${name}"`, "no images", "at least one", "Give rows with images.", RangeError);
  for (const { images, indices, label } of lines) {
    const n = images.pixels.length / images.size ** 2;
    const bad = indices.find((i) => !(i >= 0 && i < n));
    if (bad !== undefined || !Number.isInteger(n))
      fail(
        `draw "${name}"`,
        `index ${bad} of ${n} images in row "${label}"`,
        "indices inside the set",
        "Check indices and size.",
        RangeError,
      );
  }
}
