import { fail } from "../core";
import { escapeHtml } from "./escape-html";
import { figure, subtitle, widest, wrapText, type Figure, type FigureRequest, type Row } from "./figure";
import { family } from "./use-fonts";
import { renderPng, greyPng } from "./render-png";
import { ink } from "./vega-config";
import { textWidth } from "./text-width";

/** Square grey images, one after the other: pixels (n, size, size, 1) in [-1, 1]. Any image set is one. */
export interface Pictures {
  readonly pixels: Float32Array;
  /** Side of an image in pixels. */
  readonly size: number;
}

/** One line of images of a grid. */
export interface GridLine {
  /** Words above it; none for a line that belongs to the one before. */
  readonly label: string;
  readonly images: Pictures;
  readonly places: readonly number[];
  /** A word under each image. */
  readonly notes?: readonly string[];
}

const margin = 12;
const gutter = 4;
const noteHeight = 15;
const labelHeight = 22;

/**
 * Draws lines of images, every pixel a sharp square, as a figure with title and labels.
 *
 * @param scale screen pixels an image's pixel takes; by default as large as 720 pixels of width allow, at most 4
 * @throws RangeError when a place lies outside its images, or an image is wider than the page
 */
export async function imageGrid(
  bands: readonly GridLine[],
  { name, title, caption, scale }: FigureRequest & { readonly scale?: number | undefined },
  data: readonly Row[],
): Promise<Figure> {
  check(name, bands);
  const most = Math.max(...bands.map((b) => b.places.length));
  const size = Math.max(...bands.map((b) => b.images.size));
  const fits = Math.floor((widest - 2 * margin - gutter * (most - 1)) / most / size);
  const times = scale ?? Math.max(1, Math.min(4, fits));
  const step = (b: GridLine): number => b.images.size * times + gutter;
  const under = subtitle(caption);
  const gridWidth = Math.max(...bands.map((b) => b.places.length * step(b))) - gutter;
  const words = [title, ...bands.map((b) => b.label)].map((t) => textWidth(t, 15, true));
  const width = Math.min(widest, Math.max(gridWidth, 420, ...words.map(Math.ceil)) + 2 * margin);
  const lines = wrapText(under, Math.floor((width - 2 * margin) / 6.4));
  const parts = [
    text(margin, 27, title, `font-size="15" font-weight="bold" fill="${ink.title}"`),
    ...lines.map((l, i) => text(margin, 46 + 15 * i, l, `font-size="11.5" fill="${ink.text}"`)),
  ];
  let top = 46 + 15 * (lines.length - 1) + 12;
  for (const band of bands) {
    const side = band.images.size * times;
    if (band.label !== "") {
      top += labelHeight;
      parts.push(text(margin, top - 6, band.label, `font-size="11.5" fill="${ink.title}"`));
    }
    parts.push(await pictureRow(band, times, margin, top));
    band.notes?.forEach((note, k) => {
      const at = margin + k * step(band) + side / 2;
      parts.push(text(at, top + side + 11, note, `font-size="10" text-anchor="middle" fill="${ink.text}"`));
    });
    top += side + (band.notes ? noteHeight : 0) + gutter;
  }
  const height = top + margin;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join("")}</svg>`;
  return figure({ name, title, subtitle: under, svg, png: await renderPng(svg), data });
}

const text = (x: number, y: number, words: string, look: string): string =>
  `<text x="${x}" y="${y}" ${look}>${escapeHtml(words)}</text>`;

/**
 * One line of images as an SVG element, every pixel a sharp square.
 * @param times screen pixels an image's pixel takes
 */
export async function pictureRow(
  { images: { pixels, size }, places }: GridLine,
  times: number,
  x: number,
  y: number,
): Promise<string> {
  const side = size * times;
  const width = places.length * (side + gutter) - gutter;
  const bytes = new Uint8Array(width * side).fill(255);
  places.forEach((place, k) => {
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const value =
          pixels[(place * size + Math.floor(row / times)) * size + Math.floor(column / times)] ?? 0;
        bytes[row * width + k * (side + gutter) + column] = Math.max(
          0,
          Math.min(255, Math.round((value + 1) * 127.5)),
        );
      }
  });
  const png = await greyPng(bytes, width, side);
  return `<image x="${x}" y="${y}" width="${width}" height="${side}" style="image-rendering:pixelated" href="data:image/png;base64,${png.toString("base64")}"/>`;
}

function check(name: string, bands: readonly GridLine[]): void {
  if (bands.length === 0 || bands.every((b) => b.places.length === 0))
    fail(`draw "${name}"`, "no images", "at least one", "Give rows with images.", RangeError);
  for (const { images, places, label } of bands) {
    const n = images.pixels.length / images.size ** 2;
    const bad = places.find((p) => !(p >= 0 && p < n));
    if (bad !== undefined || !Number.isInteger(n))
      fail(
        `draw "${name}"`,
        `place ${bad} of ${n} images in row "${label}"`,
        "places inside the set",
        "Check places and size.",
        RangeError,
      );
  }
}
