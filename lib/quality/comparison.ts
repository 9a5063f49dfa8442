import { c2st, type C2st } from "./c2st";
import { kernel, kidOf, type Kid } from "./kid";
import { pca, project } from "../ml/pca";
import { prdcOf, type Prdc } from "./prdc";
import { distances } from "../ml/products";
import { comparable, type Vectors } from "../ml/vectors";

/** How one set of vectors compares with real ones, by four measures that are blind to different faults. */
export interface TwoSample {
  readonly kid: Kid;
  /** On the first principal components of the real vectors. */
  readonly prdc: Prdc;
  readonly c2st: C2st;
}

/**
 * Precision, recall, density and coverage look at the five directions in which real images differ most. Over all pixels
 * the balls of noisy images are as large as their noise: there the mean image with noise covers .61 of fresh phantoms
 * (here .03), and recall is 0 for each of the four generators tried on it.
 */
export const diversityComponents = 5;

/**
 * Compares any number of sets with the same real vectors; what depends on the real ones only is computed once.
 *
 * @param real at least 4 real vectors that no generator saw
 * @param options seed: of the bootstrap and of the classifier's halves
 * @returns a function of one set of at least 4 vectors of the same dimension and of the same features
 * @throws RangeError for unequal dimensions or too few vectors
 *
 * @example
 * const compare = comparedWith(lastLayerFeatures(classifier, heldOut));
 * const { kid, prdc, c2st } = compare(lastLayerFeatures(classifier, synthetic));
 */
export function comparedWith(
  real: Vectors,
  { seed = 0 }: { readonly seed?: number } = {},
): (x: Vectors) => TwoSample {
  const realKernel = kernel(real, real);
  const axes = pca(real, Math.min(diversityComponents, real.n - 1, real.dim));
  const realDistances = distances(axes.scores, axes.scores);
  return (x) => {
    comparable("compare images with real ones", x, real, 4);
    const scores = project(axes, x);
    return {
      kid: kidOf({ synthetic: kernel(x, x), real: realKernel, cross: kernel(x, real) }, { seed }),
      prdc: prdcOf({
        synthetic: distances(scores, scores),
        real: realDistances,
        cross: distances(scores, axes.scores),
      }),
      c2st: c2st(x, real, { seed }),
    };
  };
}
