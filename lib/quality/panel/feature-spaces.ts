import type { Vectors } from "../../ml/vectors";
import { randomConvolutionFeatures } from "../features/random-convolution-features";
import { pixelVectors, type Images } from "../images";
import { radiomicsFeatures } from "../radiomics/radiomics-features";

/** Something that images are turned into before they are compared. */
export interface FeatureSpace {
  /** Its name in a table. */
  readonly name: string;
  readonly features: (images: Images) => Vectors;
  /** Whether its numbers are of different units: each is then divided by its spread among the real images. */
  readonly scaled: boolean;
}

/** Names of the spaces that some metric is of alone. */
export const pixelSpace = "pixels";
export const radiomicsSpace = "radiomics";

/** The feature spaces that need nothing but the images. A new one is one row. */
export const featureSpaces: readonly FeatureSpace[] = [
  { name: pixelSpace, features: pixelVectors, scaled: false },
  { name: "random network", features: (images) => randomConvolutionFeatures(images), scaled: false },
  { name: radiomicsSpace, features: radiomicsFeatures, scaled: true },
];
