import { fail } from "../core/errors";
import { pixelVectors, type Images } from "./images";
import { nearestNeighbours, type NearestNeighbours } from "./nearest-neighbours";
import { comparedWith, type TwoSample } from "./comparison";

/** Images of one class, pixels in [-1, 1], all of one size. */
export interface SampleQualityImages {
  /** What a trained generator made. */
  readonly synthetic: Images;
  /** Real images that the generator never saw: what all others are compared with. */
  readonly heldOut: Images;
  /** The real images it was trained on. */
  readonly train?: Images | undefined;
  /** Other held-out real images: how well real images do against real ones. */
  readonly floor?: Images | undefined;
  /** What the generator made before it was trained: how badly one can do. */
  readonly ceiling?: Images | undefined;
}

/** How good synthetic images of one class are, measured on their pixels. */
export interface SampleQuality {
  readonly synthetic: TwoSample;
  readonly floor?: TwoSample;
  readonly ceiling?: TwoSample;
  /** Whether training images are repeated; there when training images were given. */
  readonly nearest?: NearestNeighbours;
}

/**
 * How good synthetic images of one class are: KID, precision, recall, density, coverage and a held-out classifier test
 * against real images never seen, the same for real images (the floor) and for an untrained generator (the ceiling),
 * and the distance to the training images. On pixels, C2ST by logistic regression with C = .01, k = 5 (3 below 50).
 *
 * @param images of one class; numbers may differ, at least 4 each. 400 against 400 is what the acceptance was measured on
 * @param options seed: of the bootstrap and of the classifier's halves; the same seed gives the same numbers
 * @throws RangeError for other sizes or too few images
 */
export function sampleQuality(
  { synthetic, heldOut, train, floor, ceiling }: SampleQualityImages,
  { seed = 0 }: { readonly seed?: number } = {},
): SampleQuality {
  const sizes = [synthetic, heldOut, train, floor, ceiling].flatMap((set) =>
    set === undefined ? [] : [set.size],
  );
  if (new Set(sizes).size > 1)
    fail(
      "measure the quality of samples",
      `images of ${[...new Set(sizes)].join(" and ")} pixels`,
      "one size",
      "Use the size of the preprocessed images.",
      RangeError,
    );
  const compare = comparedWith(pixelVectors(heldOut), { seed });
  return {
    synthetic: compare(pixelVectors(synthetic)),
    ...(floor && { floor: compare(pixelVectors(floor)) }),
    ...(ceiling && { ceiling: compare(pixelVectors(ceiling)) }),
    ...(train && {
      nearest: nearestNeighbours(pixelVectors(synthetic), pixelVectors(train), pixelVectors(heldOut)),
    }),
  };
}

/** One line of a table of sample quality; rates 0..1. */
export interface QualityRow {
  readonly images: "synthetic" | "real (floor)" | "untrained (ceiling)";
  readonly n: number;
  readonly kid: number;
  readonly kidLow: number;
  readonly kidHigh: number;
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
  readonly c2st: number;
  readonly c2stP: number;
}

/** The measures of synthetic images and, below them, of real ones and of an untrained generator, as rows of a table. */
export function qualityRows({ synthetic, floor, ceiling }: SampleQuality): QualityRow[] {
  const line = (images: QualityRow["images"], measured: TwoSample | undefined): QualityRow[] => {
    if (measured === undefined) return [];
    const { kid, prdc, c2st } = measured;
    const { precision, recall, density, coverage } = prdc;
    return [
      {
        images,
        n: kid.nSynthetic,
        kid: kid.value,
        kidLow: kid.low,
        kidHigh: kid.high,
        precision,
        recall,
        density,
        coverage,
        c2st: c2st.accuracy,
        c2stP: c2st.p,
      },
    ];
  };
  return [
    ...line("synthetic", synthetic),
    ...line("real (floor)", floor),
    ...line("untrained (ceiling)", ceiling),
  ];
}
