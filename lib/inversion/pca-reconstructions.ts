import { pca, project } from "../ml/pca";
import { row } from "../ml/vectors";
import { pixelVectors, type Images } from "../quality/images";

/**
 * Images as principal components of the training images can make them: what a generator's reconstructions must be better
 * than to be worth one.
 *
 * @param train images that the components are fitted to, those of the generator
 * @param images n images of the same size
 * @param options components: 16, at most one fewer than there are training images
 */
export function pcaReconstructions(
  train: Images,
  images: Images,
  { components = 16 }: { readonly components?: number } = {},
): Images {
  const fitted = pixelVectors(train);
  const basis = pca(fitted, Math.min(components, fitted.n - 1, fitted.dim));
  const scores = project(basis, pixelVectors(images));
  const pixels = new Float32Array(images.pixels.length);
  for (let i = 0; i < scores.n; i++) {
    const made = Float64Array.from(basis.mean);
    row(scores, i).forEach((score, c) => {
      const component = row(basis.components, c);
      for (let k = 0; k < made.length; k++) made[k]! += score * component[k]!;
    });
    pixels.set(made, i * fitted.dim);
  }
  return { size: images.size, pixels };
}
