import type { TimeLapseMoment } from "../training";
import type { Drawing } from "./drawing";
import type { Pictures } from "./picture-row";
import { sampleGrid } from "./sample-grid";

/** One line of a figure of latents: words and images in order. */
export interface Strip {
  readonly label: string;
  readonly images: Pictures;
}

/**
 * Images on the way from one latent to another, one line per strip: a generator that has learned a form goes there by
 * small steps, one that has learned its training images by heart jumps.
 * @param n images behind the generators
 */
export function latentStrips(
  strips: readonly Strip[],
  { n, name = "03-interpolation", title = "On the way between two samples", note }: StripOptions,
): Drawing {
  const columns = Math.max(...strips.map(({ images }) => images.pixels.length / images.size ** 2));
  return sampleGrid({
    name,
    title,
    n,
    note,
    columns,
    rows: strips.map(({ label, images }) => ({ label, images, indices: columns })),
  });
}

/** Caption of strips. */
export interface StripOptions {
  readonly n: string;
  readonly name?: string;
  readonly title?: string;
  readonly note?: string | undefined;
}

/**
 * The same latents after several epochs, one line per epoch; words where nothing was kept.
 * @param byClass each class's moments
 */
export function timeLapse(
  byClass: readonly { readonly name: string; readonly moments: readonly TimeLapseMoment[] }[],
  { n }: { readonly n: string },
): Drawing | string {
  const strips = byClass.flatMap(({ name, moments }) =>
    moments.map(({ epoch, images }) => ({ label: `${name}, epoch ${epoch}`, images })),
  );
  if (strips.length === 0) return "No time-lapse: these GANs were trained before their epochs were kept.";
  return latentStrips(strips, {
    n,
    name: "03-time-lapse",
    title: "The same latents while the generator learns",
    note: "averaged generator",
  });
}
