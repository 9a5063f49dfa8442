import { range } from "../../core/arrays";
import { assertComparable, meanVector, row, type Vectors } from "../../ml/vectors";
import { classFidelity, mostFolds, type ClassFidelity } from "../class-fidelity";
import { divideGroups } from "../divide-groups";
import type { Multiply } from "../../ml/distances";
import {
  countImages,
  firstImages,
  pixelVectors,
  type GroupedImages,
  type Images,
  type PatientImages,
} from "../images";
import { refuseOtherImages } from "../refuse-other-images";
import { featureSpaces, type FeatureSpace } from "./feature-spaces";
import { panelMetrics, type InSpace, type PanelMetric } from "./panel-metrics";

/** The images of one class, pixels in [-1, 1], all of one size. */
export interface PanelImages {
  /** The class. */
  readonly name: string;
  readonly synthetic: Images;
  /** What the generator was trained on: shows the best that can be expected. */
  readonly train: PatientImages;
  /** Real images it never saw. */
  readonly heldOut: GroupedImages;
  /** Images of the generator before it was trained. */
  readonly untrainedReference: Images;
}

/** One row of the panel: a metric in a feature space, of synthetic images and of two references. */
export interface PanelRow {
  readonly class: string;
  readonly metric: string;
  readonly features: string;
  readonly synthetic: number;
  /** Training images, measured as the synthetic ones: the best case. */
  readonly real: number;
  /** Images of the untrained generator: the worst case. */
  readonly untrained: number;
  /** Images of each set. */
  readonly n: number;
  /** Which values are good. */
  readonly direction: string;
}

/** The panel of all classes; no row has fewer than `leastImages`. */
export interface QualityPanel {
  readonly rows: readonly PanelRow[];
  /** What GAN-train and GAN-test say together; undefined for a single class, too few images or too few groups. */
  readonly fidelity: ClassFidelity | undefined;
}

/** Options of `qualityPanel`. */
export interface PanelOptions {
  readonly seed?: number;
  /** By default all of `featureSpaces`. */
  readonly spaces?: readonly FeatureSpace[];
  /** Feature spaces besides these. */
  readonly more?: readonly FeatureSpace[];
  /** Images of each set, at most: radiomics and pairs of images take time, and values are compared at equal n only. */
  readonly most?: number;
  /** Multiplication of large sets. */
  readonly multiply?: Multiply | undefined;
}

/** Images of each set below which the panel has no rows: a ball reaches to the third neighbour. */
export const leastImages = 4;

/**
 * How real, how varied and how true to their class synthetic images are, in several feature spaces, beside real images and
 * the untrained generator, all at equal numbers. No single row is a verdict: each metric can be fooled in one space.
 *
 * @param classes images of each class; the first `most` of each set are taken
 * @returns rows in the order class, feature space, metric; none for a class with fewer than four images in a set
 * @throws RangeError for other classes or splits, where the sets say them
 */
export function qualityPanel(
  classes: readonly PanelImages[],
  { seed = 0, spaces: own = featureSpaces, more = [], most = 64, multiply }: PanelOptions = {},
): QualityPanel {
  for (const { name, synthetic, train, heldOut, untrainedReference } of classes)
    refuseOtherImages(`measure the quality of ${name}`, {
      "synthetic images": synthetic,
      "training images": train,
      "held-out images": heldOut,
      "images of the untrained generator": untrainedReference,
    });
  const spaces = [...own, ...more];
  const rows = classes.flatMap((of) => {
    const sets = { synthetic: of.synthetic, real: of.train, untrained: of.untrainedReference };
    const n = Math.min(most, ...[...Object.values(sets), of.heldOut].map(countImages));
    return n < leastImages ? [] : spaces.flatMap((space) => rowsOf(of, space, { sets, n, multiply }));
  });
  const isEnough =
    classes.length > 1 &&
    classes.every(
      ({ synthetic, train, heldOut, untrainedReference }) =>
        [synthetic, train, heldOut, untrainedReference].every((set) => countImages(set) >= leastImages) &&
        new Set(train.groups).size > 1,
    ) &&
    divideGroups(
      classes.map(({ train }) => train.groups),
      { seed, most: mostFolds },
    ) !== undefined;
  if (!isEnough) return { rows, fidelity: undefined };
  const judge = (set: "synthetic" | "untrainedReference"): ClassFidelity =>
    classFidelity(
      classes.map((of) => ({
        synthetic: pixelVectors(of[set]),
        train: pixelVectors(of.train),
        groups: of.train.groups,
        heldOut: pixelVectors(of.heldOut),
        heldOutGroups: of.heldOut.groups,
      })),
      { seed, multiply },
    );
  const [fidelity, untrained] = [judge("synthetic"), judge("untrainedReference")];
  return { rows: [...rows, ...fidelityRows(classes, fidelity, untrained)], fidelity };
}

type Sets = Readonly<Record<"synthetic" | "real" | "untrained", Images>>;

function rowsOf(
  { name, heldOut }: PanelImages,
  space: FeatureSpace,
  { sets, n, multiply }: { readonly sets: Sets; readonly n: number; readonly multiply: Multiply | undefined },
): PanelRow[] {
  const real = space.features(firstImages(heldOut, n));
  const scale = space.scaled ? scaleBy(real) : (x: Vectors): Vectors => x;
  const inSpace = (set: Images): InSpace => {
    const images = firstImages(set, n);
    const features = space.features(images);
    assertComparable("compare images with real ones", features, real, leastImages);
    return { images, set: scale(features), heldOut: scale(real), multiply };
  };
  const of = {
    synthetic: inSpace(sets.synthetic),
    real: inSpace(sets.real),
    untrained: inSpace(sets.untrained),
  };
  const isOf = (metric: PanelMetric): boolean =>
    (metric.space === undefined || metric.space === space.name) && metric.fits?.(heldOut.size) !== false;
  return panelMetrics.filter(isOf).map(({ title, direction, measure }) => ({
    class: name,
    metric: title,
    features: space.name,
    synthetic: measure(of.synthetic),
    real: measure(of.real),
    untrained: measure(of.untrained),
    n,
    direction,
  }));
}

function fidelityRows(
  classes: readonly PanelImages[],
  fidelity: ClassFidelity,
  untrained: ClassFidelity,
): PanelRow[] {
  return classes.map(({ name, synthetic }, label) => ({
    class: name,
    metric: "class fidelity",
    features: "pixels, cross-fitted classifier of real images",
    synthetic: fidelity.classes[label]!.synthetic.value,
    real: fidelity.classes[label]!.real.value,
    untrained: untrained.classes[label]!.synthetic.value,
    n: countImages(synthetic),
    direction: "as the real images' is natural, above is no success",
  }));
}

/** Each feature divided by its standard deviation among the real vectors, from their mean; constant ones become 0. */
function scaleBy(real: Vectors): (x: Vectors) => Vectors {
  const centre = meanVector(real);
  const variance = new Float64Array(real.dim);
  for (const i of range(real.n))
    row(real, i).forEach((v, k) => (variance[k]! += (v - centre[k]!) ** 2 / real.n));
  return (x) => ({
    ...x,
    values: Float64Array.from(x.values, (v, at) => {
      const k = at % x.dim;
      return variance[k]! > 0 ? (v - centre[k]!) / Math.sqrt(variance[k]!) : 0;
    }),
  });
}
