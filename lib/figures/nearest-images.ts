import type { SampleQuality } from "../quality/measure-samples";
import type { Drawing } from "./drawing";
import { histogram } from "./histogram";
import { pairGrid } from "./pair-grid";
import type { Pictures } from "./picture-row";

/** One class's samples with what they were measured against. */
export interface InspectedSamples {
  /** The class. */
  readonly name: string;
  readonly samples: Pictures;
  /** The images its generator was trained on. */
  readonly train: Pictures & { readonly ids: readonly string[] };
  readonly heldOut: { readonly n: number; readonly origin: string };
  readonly quality: Pick<SampleQuality, "nearest">;
}

/**
 * The first samples of each class above the training image nearest to each, with their distance (0: a copy).
 * @param count pairs per class
 */
export function nearestImages(byClass: readonly InspectedSamples[], count = 10): Drawing {
  return pairGrid({
    name: "03-neighbours",
    title: "Synthetic above, nearest training image below",
    n: `${byClass.map(({ train }) => train.ids.length).join(" + ")} training images`,
    note: "distance below each pair",
    groups: byClass.map(({ name: label, samples: synthetic, train: real, quality }) => {
      const { index, distance } = quality.nearest.synthetic;
      const pairs = index
        .slice(0, count)
        .map((nearest, i) => ({ index: i, nearest, distance: distance[i] ?? NaN }));
      return { label, synthetic, real, pairs };
    }),
  });
}

/** Distances to the nearest training image, of samples and of real images that the generator never saw. */
export function nearestDistances(byClass: readonly InspectedSamples[]): Drawing {
  const counts = byClass.map(({ quality, heldOut }) => [
    quality.nearest.synthetic.distance.length,
    heldOut.n,
  ]);
  const [synthetic, heldOut] = [0, 1].map((i) => [...new Set(counts.map((c) => c[i]))].join(" or "));
  return histogram({
    name: "03-distances",
    title: "Distance to the nearest training image",
    n: `${synthetic} synthetic, ${heldOut} held-out per class`,
    note: byClass[0]?.heldOut.origin,
    groups: byClass.flatMap(({ name: panel, quality: { nearest } }) => [
      { series: "synthetic", panel, values: nearest.synthetic.distance },
      { series: "held-out real", panel, values: nearest.heldOut.distance },
    ]),
    xTitle: "Euclidean distance over all pixels",
  });
}
