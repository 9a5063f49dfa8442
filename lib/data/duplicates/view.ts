import { averageBox, contentBox, squareBox, type Box } from "./content-box";
import type { Slice } from "../dataset";
import { anatomy, detail, grain } from "./detail";
import type { Placement } from "./register";

/** Sides of the images that slices are compared by, from a first look to a close one. */
export const sides = { coarse: 24, medium: 48, fine: 96 } as const;

/** One way to frame a slice, made ready to be compared; (side, side) each. */
export interface View {
  readonly slice: Slice;
  readonly box: Box;
  readonly coarse: () => Float32Array;
  readonly medium: () => Float32Array;
  readonly fine: () => Float32Array;
  readonly grain: () => Float32Array;
}

/** A slice cut to its content, which padding does not change; padded to a square; and its middle, for crops. */
export function makeViews(slice: Slice): View[] {
  const content = contentBox(slice);
  return [content, squareBox(slice), part(content, [0.1, 0.9], [0.1, 0.9])].map((box) => view(slice, box));
}

/** Which views of two slices are compared: the same ones, and each's middle with the other's content. */
export const viewPairs = [
  [0, 0],
  [1, 1],
  [2, 0],
  [0, 2],
] as const;

/** Both slices framed to what they share, when b lies on a. */
export function cropToOverlap(a: View, b: View, { dx, dy, sx, sy }: Placement): [View, View] {
  const span = (d: number, s: number): [number, number] => [
    Math.max(0, (-0.5 - d) / s + 0.5),
    Math.min(1, (0.5 - d) / s + 0.5),
  ];
  const onB = ([low, high]: [number, number], d: number, s: number): [number, number] => [
    (low - 0.5) * s + 0.5 + d,
    (high - 0.5) * s + 0.5 + d,
  ];
  const [x, y] = [span(dx, sx), span(dy, sy)];
  return [view(a.slice, part(a.box, x, y)), view(b.slice, part(b.box, onB(x, dx, sx), onB(y, dy, sy)))];
}

function view(slice: Slice, box: Box): View {
  const full = averageBox(slice, box, sides.fine);
  const half = halve(full, sides.fine);
  return {
    slice,
    box,
    coarse: once(() => detail(halve(half, sides.medium), sides.coarse, anatomy)),
    medium: once(() => detail(half, sides.medium, anatomy)),
    fine: once(() => detail(full, sides.fine, anatomy)),
    grain: once(() => detail(full, sides.fine, grain)),
  };
}

function part({ left, top, right, bottom }: Box, x: [number, number], y: [number, number]): Box {
  const along = (from: number, to: number, share: number): number => from + share * (to - from);
  return {
    left: along(left, right, x[0]),
    right: along(left, right, x[1]),
    top: along(top, bottom, y[0]),
    bottom: along(top, bottom, y[1]),
  };
}

/** Means of 2 x 2 pixels. */
function halve(image: Float32Array, side: number): Float32Array {
  const half = side / 2;
  const out = new Float32Array(half * half);
  for (let i = 0; i < out.length; i++) {
    const at = 2 * Math.floor(i / half) * side + 2 * (i % half);
    out[i] = (image[at]! + image[at + 1]! + image[at + side]! + image[at + side + 1]!) / 4;
  }
  return out;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
