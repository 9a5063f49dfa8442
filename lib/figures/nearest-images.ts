import type { SampleQuality } from "../quality/measure-samples";
import type { Memorisation } from "../quality/memorisation/judge-memorisation";
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
  readonly heldOut: Pictures & { readonly n: number; readonly origin: string };
  readonly quality: { readonly nearest: Pick<SampleQuality["nearest"], "synthetic" | "heldOut"> };
  readonly memorisation: Pick<Memorisation, "closest">;
}

/**
 * The samples most like one training image (the smallest rho, shown below each), above the training image nearest to them
 * and the held-out image nearest to them, each with its distance after flip, shift and turn.
 * @param count samples per class, at most 16
 */
export function nearestImages(byClass: readonly InspectedSamples[], count = 16): Drawing {
  const compared = byClass.map(({ train, heldOut }) => Math.min(train.ids.length, heldOut.n));
  return pairGrid({
    name: "03-neighbours",
    title: "The samples most like a training image",
    n: `${byClass.map(({ train }) => train.ids.length).join(" + ")} training images, ${compared.join(" + ")} held-out`,
    note: "rho below each sample (0: a copy), Euclidean distance below each real image",
    columns: 8,
    groups: byClass.map(({ name: label, samples: synthetic, train: real, heldOut, memorisation }) => ({
      label,
      synthetic,
      real,
      beside: { name: "nearest held-out image", images: heldOut },
      pairs: memorisation.closest.slice(0, count).map((found) => ({
        index: found.sample,
        nearest: found.training,
        distance: found.trainingDistance,
        note: found.rho.toFixed(2),
        other: { index: found.heldOut, distance: found.heldOutDistance },
      })),
    })),
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
