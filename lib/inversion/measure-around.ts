import { range, stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { nearestNeighbours } from "../ml/nearest-neighbours";
import { rowsAt } from "../ml/vectors";
import { authPct } from "../quality/distance-to-training";
import { pixelVectors, type Images } from "../quality/images";
import { pixelsAt, type FrozenPair } from "./frozen-pair";
import { invert, type Inverted } from "./invert";
import { latentsAround } from "./latents-around";

/** Images around the latents of some training images at one radius. */
export interface AroundLatents {
  /** From 0 (the latents themselves) to 1 (drawn anew). */
  readonly spread: number;
  /** One image per training image, in their order. */
  readonly images: Images;
  /** Percentage of images farther from their nearest training image than that is from its own: AuthPct, 0 to 100. */
  readonly authPct: number;
}

/** Training images, what their latents make again, and what lies around these. */
export interface MeasuredAround {
  readonly images: Images;
  readonly found: Inverted;
  readonly rows: readonly AroundLatents[];
  /** Images behind each percentage. */
  readonly n: number;
}

/**
 * What lies around the latents of training images, radius by radius: a small one makes copies by construction, which the
 * percentage of authentic images shows.
 *
 * @param train images of the pair's class, at least 2
 * @param options count of training images whose latents are searched; each of images drawn around each of them
 * @throws KeyboardInterrupt between steps
 */
export async function measureAround(
  pair: FrozenPair,
  train: ImageSet<"train">,
  {
    spreads,
    steps,
    seed,
    count = 10,
    each = 5,
  }: {
    readonly spreads: readonly number[];
    readonly steps: number;
    readonly seed: number;
    readonly count?: number;
    readonly each?: number;
  },
): Promise<MeasuredAround> {
  const shown = Math.min(count, train.ids.length);
  const area = train.size ** 2;
  const images = { size: train.size, pixels: train.pixels.slice(0, shown * area) };
  const found = await invert(pair, images, { steps, starts: 1, seed });
  const all = pixelVectors(train);
  const rows = spreads.map((spread): AroundLatents => {
    const random = stream(seed, "around", "shown", spread);
    const latents = latentsAround(found.latents, pair.latentDim, random, { spread, count: each });
    const around = pixelVectors({ size: train.size, pixels: pixelsAt(pair, latents) });
    const first = rowsAt(
      around,
      range(shown).map((i) => i * each),
    );
    return {
      spread,
      images: { size: train.size, pixels: Float32Array.from(first.values) },
      authPct: authPct(nearestNeighbours(around, all), all),
    };
  });
  return { images, found, rows, n: shown * each };
}
