export { acceptance, passes, type Acceptance } from "./judge-quality";
export { c2st, type C2st, type C2stOptions } from "./c2st";
export { discard, type Discarded, type DiscardOptions } from "./discard";
export { lastLayerFeatures } from "./features";
export { pixelVectors, type Images } from "./images";
export { kid, type Estimate, type Kid, type KidOptions } from "./kid";
export { logisticRegression, logits, type LogisticRegression } from "../ml/logistic-regression";
export { multipliesLarge } from "./large-products";
export { nearest, nearestNeighbours, type Nearest, type NearestNeighbours } from "./nearest-neighbours";
export { pca, project, type Pca } from "../ml/pca";
export { prdc, type Prdc } from "./prdc";
export {
  qualityRows,
  sampleQuality,
  type QualityRow,
  type SampleQuality,
  type SampleQualityImages,
} from "./measure-samples";
export { trustworthiness } from "../ml/trustworthiness";
export { tsne, type Tsne, type TsneOptions } from "../ml/tsne";
export { comparedWith, type TwoSample } from "./comparison";
export { rowsAt, stack, vectors, type Vectors } from "../ml/vectors";
