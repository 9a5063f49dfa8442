import { sigmoid } from "../../core/sigmoid";
import { doubtOfEnd } from "./breaks-off";
import { maxSide, type DecodedImage } from "./image-format";
import { rejectImage } from "./reject-image";
import type { Window } from "./window";

/** Rescaled values, as a scanner gives them, of one slice. */
export interface Values {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Float32Array;
  /** Height of a pixel as a share of its width, where it is not square (see `pixelAspect`). */
  readonly aspect?: number;
}

/** A slice of rescaled values as an image. @throws UnusableImage when it is too large */
export function windowSlice({ width, height, values, aspect }: Values, window: Window): DecodedImage {
  if (width > maxSide || height > maxSide) rejectImage(`is ${width}x${height} pixels`);
  const range = window.name ?? `window ${window.center}/${window.width}`;
  const grey = applyWindow(values, window);
  const doubt = doubtOfEnd({ width, height, values });
  return { width, height, grey, channels: 1, range, ...doubt, ...(aspect === undefined ? {} : { aspect }) };
}

/** Values as grey 0..255: below the window black, above it white, linear between, rounded half up; NaN is black. */
export function applyWindow(
  values: ArrayLike<number>,
  { center, width, isSigmoid = false }: Window,
): Uint8Array {
  const low = center - width / 2;
  const share = (v: number): number =>
    isSigmoid ? sigmoid((4 * (v - center)) / width) : Math.min(1, Math.max(0, (v - low) / width));
  return Uint8Array.from(values, (v) => Math.floor(share(v) * 255 + 0.5));
}
