import { countOf } from "../../core/count-of";
import { quantile } from "../../core/arrays";
import type { DecodedImage, DeepImage, DeepValues } from "./image-format";
import { applyWindow } from "./apply-window";
import { doubtsOfShare } from "./doubts-of-share";
import { finiteExtent } from "./finite-extent";
import type { Window } from "./window";

/**
 * Grey levels of the images of one set. Images of more than 8 bits share one range, and those of floating-point or
 * negative values another: found over all of them, whatever their labels, never for each image, since that would change
 * how bright they are beside each other.
 *
 * @param window what is seen of all these values where the user says so
 * @returns the images in their order, with a doubt where one spans little of its range (see `doubtsOfShare`), and a note for each range that is not simply all 16 bits
 */
export function showBySet<Extra extends object>(
  images: readonly (Extra & (DecodedImage | DeepImage))[],
  window?: Window,
): { readonly images: readonly (Extra & DecodedImage)[]; readonly notes: readonly string[] } {
  const deep = images.flatMap((image) => ("deep" in image ? [image.deep] : []));
  const isReal = (values: DeepValues): boolean => !(values instanceof Uint16Array);
  const [whole, real] = [deep.filter((d) => !isReal(d)), deep.filter(isReal)];
  const bits = whole.length > 0 ? (window ?? rangeOfBits(whole)) : undefined;
  const span = real.length > 0 ? (window ?? rangeOfReals(real)) : undefined;
  const isFound = (range: Window): boolean => range !== window && range.name !== allBits;
  const said = (range: Window): string => `${nameOf(range)}${isFound(range) ? together : ""}`;
  const doubtsIn = (set: readonly DeepValues[], range?: Window): [DeepValues, string | undefined][] =>
    range === undefined || range === window || hasMarks(range)
      ? []
      : doubtsOfShare(set, range).map((doubt, i) => [set[i]!, doubt]);
  const doubts = new Map([...doubtsIn(whole, bits), ...doubtsIn(real, span)]);
  return {
    images: images.map((image) => {
      if (!("deep" in image)) return image;
      const { deep: values, ...rest } = image;
      const range = (isReal(values) ? span : bits)!;
      const grey = applyWindow(values, range);
      const doubt = doubts.get(values);
      const shown = { ...rest, grey, range: said(range), ...(doubt === undefined ? {} : { doubt }) };
      return shown as unknown as Extra & DecodedImage;
    }),
    notes: [
      ...(bits && isFound(bits) ? [`${countOf(whole.length, "image")} of 16 bits: ${said(bits)}`] : []),
      ...(span
        ? [`${countOf(real.length, "image")} of floating-point or negative values: ${said(span)}`]
        : []),
    ],
  };
}

const allBits = "16 bits, divided by 257";
const marks = "if they are marks";
const together = "; one range for all these images, found over those for the test too";

function nameOf({ center, width, name = `window ${center}/${width}` }: Window): string {
  return name;
}

/** Whether few values make a range, as its name says: all else spans little of it. */
function hasMarks(range: Window): boolean {
  return range.name?.includes(marks) === true;
}

/** The window from black to white. */
function between(black: number, white: number, name: string): Window {
  return { center: (black + white) / 2, width: white - black, name };
}

/** The fewest bits that hold every value of a set, among those that scanners and cameras have. */
function rangeOfBits(set: readonly DeepValues[]): Window {
  const largest = set.reduce((max, values) => Math.max(max, finiteExtent(values)?.[1] ?? 0), 0);
  const bits = [8, 10, 12, 14].find((n) => largest < 2 ** n) ?? 16;
  const white = 2 ** bits - 1;
  return between(
    0,
    white,
    `${bits === 16 ? allBits : `no value is above ${white}, which becomes white`}${fewAbove(set, bits)}`,
  );
}

/** How few values need more bits than all others do, where these are less than a thousandth: marks, perhaps. */
function fewAbove(set: readonly DeepValues[], bits: number): string {
  const total = set.reduce((sum, values) => sum + values.length, 0);
  for (const fewer of [8, 10, 12, 14].filter((n) => n < bits)) {
    let above = 0;
    for (const values of set) for (const v of values) if (v >= 2 ** fewer) above++;
    if (above < total / 1000)
      return `; only ${above} of ${total} values are above ${2 ** fewer - 1}: ${marks}, set data.windowCenter=${2 ** (fewer - 1)} and data.windowWidth=${2 ** fewer}`;
  }
  return "";
}

/** 0 to 1, -1 to 1 or 0 to 255 where a set keeps to one of them and uses its half at least; else what most values lie in. */
function rangeOfReals(set: readonly DeepValues[]): Window {
  const extents = set.map((values) => finiteExtent(values) ?? [0, 0]);
  const low = Math.min(...extents.map(([least]) => least));
  const high = Math.max(...extents.map(([, most]) => most));
  const usual = [
    [0, 1],
    [-1, 1],
    [0, 255],
  ] as const;
  const kept = usual.find(
    ([black, white]) => low >= black && high <= white && Math.max(high, black < 0 ? -low : 0) > white / 2,
  );
  if (kept) return between(kept[0], kept[1], `${kept[0]} becomes black, ${kept[1]} white`);
  const seen = sampleOf(set);
  const [black, white] = seen.length === 0 ? [0, 1] : [quantile(seen, 0.01), quantile(seen, 0.99)];
  const name = `the 1st to the 99th percentile, ${round(black)} to ${round(white)}, become black to white`;
  return between(black, Math.max(white, black + 1e-6), name);
}

/** About a million of a set's numbers, evenly taken. */
function sampleOf(set: readonly DeepValues[]): Float64Array {
  const total = set.reduce((sum, values) => sum + values.length, 0);
  const step = Math.max(1, Math.floor(total / 1e6));
  const sample: number[] = [];
  for (const values of set)
    for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) sample.push(values[i]!);
  return Float64Array.from(sample);
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}
