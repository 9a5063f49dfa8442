export { c2st, type C2st, type C2stOptions } from "./c2st";
export { compareWithReal, type Comparison } from "./comparison";
export { discard, type Discarded, type DiscardOptions } from "./discard";
export { lastLayerFeatures } from "./last-layer-features";
export { pixelVectors, type Images } from "./images";
export { enoughHeldOut, judgeQuality, type Judgement } from "./judge-quality";
export { kid, type Estimate, type Kid, type KidOptions } from "./kid";
export { logisticRegression, logits, type LogisticRegression } from "../ml/logistic-regression";
export { engineMultiply } from "./engine-multiply";
export { measureSamples, type Measured, type SampleImages, type SampleQuality } from "./measure-samples";
export { metricLabels, metricRecord } from "./metric-record";
export { metricRows, type MetricCell, type MetricRow } from "./metric-rows";
export {
  sampleMetrics,
  type Limit,
  type Measurement,
  type MetricKey,
  type SampleMetric,
  type SampleRecord,
} from "./metrics";
export { distanceToTraining, type DistanceToTraining } from "./distance-to-training";
export { embedInPlane, type Plane } from "./embed-in-plane";
export type { Multiply } from "../ml/distances";
export { nearestNeighbours, nearestOthers, type Nearest } from "../ml/nearest-neighbours";
export { pca, project, type Pca } from "../ml/pca";
export { prdc, type Prdc } from "./prdc";
export { trustworthiness } from "../ml/trustworthiness";
export { tsne, type Tsne, type TsneOptions } from "../ml/tsne";
export { rowsAt, stack, vectors, type Vectors } from "../ml/vectors";
