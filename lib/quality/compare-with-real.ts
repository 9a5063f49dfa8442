import { polynomialKernel, type Kernels } from "./kid";
import type { DistanceToTraining } from "./distance-to-training";
import { pca, project } from "../ml/pca";
import { prdcOf, type Prdc } from "./prdc";
import { innerProducts, squaredDistanceRows, type Multiply } from "../ml/distances";
import { assertComparable, type Matrix, type Vectors } from "../ml/vectors";

/** A set of images beside held-out real ones: the inputs of a metric. What several metrics need is computed once. */
export interface MetricInputs {
  /** The images to measure. */
  readonly set: Vectors;
  /** Real images that no generator saw, of the same dimension. */
  readonly heldOut: Vectors;
  /** The patient of each held-out image; undefined: each image is one. */
  readonly groups: readonly string[] | undefined;
  /** Seed of the random draws of a metric. */
  readonly seed: number;
  /** Neighbours among the training images; undefined for reference sets. */
  readonly nearest: DistanceToTraining | undefined;
  /** Multiplication of large sets; undefined: by JavaScript. */
  readonly multiply: Multiply | undefined;
  /** Kernel matrices of KID. */
  kernels(): Kernels;
  /** Precision, recall, density and coverage on the first `diversityComponents` principal components of `heldOut`. */
  prdc(): Prdc;
}

/**
 * Precision, recall, density and coverage look at the five directions in which real images differ most. Over all pixels
 * the balls of noisy images are as large as their noise: there the mean image with noise covers 0.61 of fresh phantoms
 * (here 0.03), and recall is 0 for each of the four generators tried on it.
 */
export const diversityComponents = 5;

/**
 * Compares any number of sets with the same real vectors; what depends on the real ones only is computed once.
 *
 * @param heldOut real vectors that no generator saw, at least one; each metric says how many it needs
 * @param options seed: of the metrics' random draws; multiply: how large sets are multiplied; groups: the patient of each
 *   held-out vector, by default each is one
 * @returns a function of one set of vectors of the same dimension and of the same features
 * @throws RangeError for unequal dimensions or no vectors
 */
export function compareWithReal(
  heldOut: Vectors,
  {
    seed = 0,
    multiply,
    groups,
  }: {
    readonly seed?: number;
    readonly multiply?: Multiply | undefined;
    readonly groups?: readonly string[] | undefined;
  } = {},
): (set: Vectors, nearest?: DistanceToTraining) => MetricInputs {
  const kernel = (x: Vectors, y: Vectors): Matrix => polynomialKernel(innerProducts(x, y, multiply), x.dim);
  const realKernel = once(() => kernel(heldOut, heldOut));
  const real = once(() => {
    const axes = pca(heldOut, Math.min(diversityComponents, heldOut.n - 1, heldOut.dim), multiply);
    return { axes, distances: squaredDistanceRows(axes.scores, axes.scores, multiply) };
  });
  return (set, nearest) => {
    assertComparable("compare images with real ones", set, heldOut, 1);
    return {
      set,
      heldOut,
      groups,
      seed,
      nearest,
      multiply,
      kernels: once(() => ({
        synthetic: kernel(set, set),
        real: realKernel(),
        cross: kernel(set, heldOut),
      })),
      prdc: once(() => {
        const { axes, distances: realDistances } = real();
        const scores = project(axes, set, multiply);
        return prdcOf({
          synthetic: squaredDistanceRows(scores, scores, multiply),
          real: realDistances,
          cross: squaredDistanceRows(scores, axes.scores, multiply),
        });
      }),
    };
  };
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}
