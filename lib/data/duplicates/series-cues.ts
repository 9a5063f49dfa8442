import { mean, median } from "../../core/arrays";
import type { Slice } from "../dataset";
import { averageBox, contentBox, type Box } from "./content-box";

/** Side of the small picture that the look is taken of. */
const side = 24;
/** Pixels that are looked at for noise and sharpness, each way: up to twice as many. */
const mostVisited = 64;
/** Equal ranges of grey of the histogram. */
const greyRanges = 32;

/**
 * What the slices of one scan, or of one figure, have in common though they show different anatomy: one vector per cue,
 * compared by its Euclidean distance.
 */
const cues: readonly ((slice: Slice, head: Box) => number[])[] = [
  // size of the picture
  ({ width, height }) => [Math.log(width), Math.log(height)],
  // field of view: size of what it shows, in pixels
  (_, { left, right, top, bottom }) => [Math.log(right - left), Math.log(bottom - top)],
  // window: distribution of the grey levels
  greyLevels,
  noise,
  sharpness,
  // outline and coarse anatomy
  look,
];

/** Cues of size alone come first: neighbours may share these for other reasons, a common crop for example. */
export const sizeCues = 2;

/** One vector per cue: picture size, field of view, grey levels, noise, sharpness, outline with coarse anatomy. */
export function seriesCues(slice: Slice): number[][] {
  const head = contentBox(slice);
  return cues.map((cue) => cue(slice, head));
}

/** Cumulative histogram of the grey levels in the box, 0..1. */
function greyLevels({ width, grey }: Slice, { left, top, right, bottom }: Box): number[] {
  const counts = new Array<number>(greyRanges).fill(0);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const at = Math.floor((grey[y * width + x]! * greyRanges) / 256);
      counts[at] = counts[at]! + 1;
    }
  let below = 0;
  return counts.map((count) => (below += count) / ((right - left) * (bottom - top)));
}

/** Log of the usual difference between a pixel and its four neighbours, in the middle of the head. */
function noise({ width, grey }: Slice, head: Box): number[] {
  const differences: number[] = [];
  visitMiddle(head, (x, y) => {
    const at = y * width + x;
    const around = grey[at - 1]! + grey[at + 1]! + grey[at - width]! + grey[at + width]!;
    differences.push(Math.abs(4 * grey[at]! - around));
  });
  return [Math.log(1 + median(differences))];
}

/** Log ratio of the differences over two pixels to those over one, in the middle of the head: blurred and enlarged ones have more. */
function sharpness({ width, grey }: Slice, head: Box): number[] {
  const [one, two]: [number[], number[]] = [[], []];
  visitMiddle(head, (x, y) => {
    const at = y * width + x;
    one.push(Math.abs(grey[at + 1]! - grey[at]!));
    two.push(Math.abs(grey[at + 1]! - grey[at - 1]!));
  });
  return [Math.log((median(two) + 0.5) / (median(one) + 0.5))];
}

/** The head at 24 x 24 pixels, without brightness and contrast. */
function look(slice: Slice, head: Box): number[] {
  const small = averageBox(slice, head, side);
  const middle = mean(small);
  const length = Math.sqrt(small.reduce((sum, v) => sum + (v - middle) ** 2, 0));
  return Array.from(small, (value) => (length < 1e-9 ? 0 : (value - middle) / length));
}

/** The middle two fifths of a box both ways: brain, not skull; of large ones every second, third ... pixel and row. */
function visitMiddle({ left, top, right, bottom }: Box, visit: (x: number, y: number) => void): void {
  const middle = (from: number, to: number): [number, number] => [
    Math.max(from + 1, Math.ceil(from + 0.3 * (to - from))),
    Math.min(to - 1, Math.floor(from + 0.7 * (to - from))),
  ];
  const [[x0, x1], [y0, y1]] = [middle(left, right), middle(top, bottom)];
  const step = (from: number, to: number): number => Math.max(1, Math.floor((to - from) / mostVisited));
  for (let y = y0; y < y1; y += step(y0, y1)) for (let x = x0; x < x1; x += step(x0, x1)) visit(x, y);
}
