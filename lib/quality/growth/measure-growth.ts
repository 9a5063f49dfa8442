import { compareWithReal } from "../compare-with-real";
import { pixelVectors, type GroupedImages, type Images } from "../images";
import { kidOf, type Kid } from "../kid";
import { measureNeighbourShare, type NeighbourShare } from "../neighbour-share";
import type { Multiply } from "../../ml/distances";
import { atSide } from "./at-side";
import { refuseOtherImages } from "../refuse-other-images";

/** Samples against held-out images at one side. */
export interface SideQuality {
  readonly kid: Kid;
  /** On the five directions in which the held-out images differ most (`diversityComponents`): over all pixels the mean image with noise would pass. */
  readonly recall: NeighbourShare;
  readonly coverage: NeighbourShare;
  /** Held-out images. */
  readonly n: number;
}

/** A moment of a growing training, with samples (n, side, side, 1) in [-1, 1]. */
export interface SampledMoment {
  readonly step: number;
  readonly side: number;
  readonly isFading: boolean;
  /** Share of the new layers. */
  readonly alpha: number;
  readonly pixels: Float32Array;
}

/** What the samples of a moment were like. */
export interface MeasuredMoment extends Omit<SampledMoment, "pixels"> {
  readonly own: SideQuality;
  /** At half the side, while new layers fade in: growing must not undo what was learned. */
  readonly before?: SideQuality;
}

/** Options of `measureAtSide`. */
export interface SideOptions {
  readonly seed?: number;
  readonly multiply?: Multiply | undefined;
}

/**
 * Samples against held-out images, both brought to one side, so that a side is judged by what can be seen at it.
 * @param real of the generator's last side; more than 3, as samples
 * @param side at most that of either; by default the samples' own
 * @throws RangeError for other classes or splits, where both say theirs
 */
export function measureAtSide(
  samples: Images,
  real: GroupedImages,
  { seed = 0, multiply, side = samples.size }: SideOptions & { readonly side?: number } = {},
): SideQuality {
  refuseOtherImages("measure samples", { "synthetic images": samples, "held-out images": real });
  const [set, heldOut] = [pixelVectors(atSide(samples, side)), pixelVectors(atSide(real, side))];
  const comparison = compareWithReal(heldOut, { seed, multiply, groups: real.groups })(set);
  return {
    kid: kidOf(comparison.kernels(), { seed, multiply, groups: real.groups }),
    recall: measureNeighbourShare(comparison, "recall"),
    coverage: measureNeighbourShare(comparison, "coverage"),
    n: heldOut.n,
  };
}

/** Each moment's samples at their side and, while layers fade in, at the side before. */
export function measureGrowth(
  moments: readonly SampledMoment[],
  real: GroupedImages,
  options: SideOptions = {},
): MeasuredMoment[] {
  return moments.map(({ pixels, ...moment }) => {
    const samples = { size: moment.side, pixels };
    return {
      ...moment,
      own: measureAtSide(samples, real, options),
      ...(moment.isFading && { before: measureAtSide(samples, real, { ...options, side: moment.side / 2 }) }),
    };
  });
}

/**
 * The largest jolt of a growing training: KID at the old side while new layers fade in, over KID at the end of that side's own training.
 * @param share moments at which at most this much of the new layers has faded in: by default right after each growth; 1: at any time
 * @returns undefined where no side has both, or KID was 0 or less before: a multiple of nothing is nothing
 */
export function largestJolt(moments: readonly MeasuredMoment[], share = 0.05): number | undefined {
  const ratios = moments.flatMap(({ side, isFading, alpha, before }) => {
    const last = moments.findLast((m) => !m.isFading && m.side === side / 2);
    const counts = isFading && alpha <= share;
    return counts && before && last && last.own.kid.value > 0 ? [before.kid.value / last.own.kid.value] : [];
  });
  return ratios.length > 0 ? Math.max(...ratios) : undefined;
}
