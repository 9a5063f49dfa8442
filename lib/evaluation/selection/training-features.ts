import type { ImageSet, Role } from "../../data/image-set";
import type { Multiply } from "../../ml/distances";
import { pca, project } from "../../ml/pca";
import type { Vectors } from "../../ml/vectors";
import { pixelVectors } from "../../quality/images";

/** Images of a fold as vectors: what distances and boundaries are measured in. */
export type FeaturesOf = (images: ImageSet<Role>) => Vectors;

/**
 * The first 50 principal components of the training images' pixels (fewer where there are fewer images), as features of
 * any images: fitted to the training images alone.
 */
export function trainingFeatures(
  real: ImageSet<"train">,
  {
    components = 50,
    multiply,
  }: { readonly components?: number; readonly multiply?: Multiply | undefined } = {},
): FeaturesOf {
  const pixels = pixelVectors(real);
  const fitted = pca(pixels, Math.min(components, pixels.n - 1, pixels.dim), multiply);
  return (images) => project(fitted, pixelVectors(images), multiply);
}
