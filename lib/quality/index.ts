export type { C2st, C2stOptions } from "./c2st";
export type { MetricInputs } from "./compare-with-real";
export {
  blindReading,
  type BlindClass,
  type BlindReading,
  type RealOrSynthetic,
} from "./blind/blind-reading";
export { readAnswers, typedAnswers, type Answers } from "./blind/read-answers";
export { scoreBlindReading, type BlindScores, type ReaderScore } from "./blind/score-blind-reading";
export type { ClassFidelity } from "./class-fidelity";
export { canDiscard, discard, type Discarded, type DiscardOptions } from "./discard";
export { discardEffect, type DiscardEffect } from "./discard-effect";
export { lastLayerFeatures } from "./last-layer-features";
export { pixelVectors, type Images } from "./images";
export { judgeByValidation } from "./judge-by-validation";
export { judgeQuality, type Judgement } from "./judge-quality";
export type { Finding } from "./memorisation/finding";
export {
  judgeMemorisation,
  type ClosestSample,
  type CopiedPair,
  type Memorisation,
  type MemorisationImages,
  type MemberScores,
} from "./memorisation/judge-memorisation";
export { meanWithoutBox, measureBoxes, type BoxMeasures } from "./boxes/measure-boxes";
export { judgeVariety, type Variety } from "./diversity/judge-variety";
export { collapseFrom } from "./diversity/similarity-excess";
export { atSide } from "./growth/at-side";
export {
  largestJolt,
  measureAtSide,
  measureGrowth,
  type MeasuredMoment,
  type SideQuality,
} from "./growth/measure-growth";
export { judgeRefinement, type AgainstReal, type RefinementJudgement } from "./refinement/judge-refinement";
export { changeAtBorder, changePerImage } from "./refinement/change-per-image";
export { meanOfImages, type MeanOfImages } from "./refinement/mean-of-images";
export type { RegionKept } from "./refinement/region-kept";
export { kid, type Estimate, type Kid, type KidOptions } from "./kid";
export type { LogisticRegression } from "../ml/logistic-regression";
export { engineMultiply } from "./engine-multiply";
export { measureSamples, type Measured, type SampleImages, type SampleQuality } from "./measure-samples";
export { metricRows, type MetricCell, type MetricRow } from "./metric-rows";
export {
  sampleMetrics,
  type Limit,
  type Measurement,
  type MetricKey,
  type SampleMetric,
  type SampleRecord,
} from "./metrics";
export type { DistanceToTraining } from "./distance-to-training";
export { embedInPlane, type Plane } from "./embed-in-plane";
export { productsOfSets, type Multiply, type OfTwoSets } from "../ml/distances";
export type { Nearest } from "../ml/nearest-neighbours";
export type { FeatureSpace } from "./panel/feature-spaces";
export { networkSpace } from "./panel/network-space";
export { qualityPanel, type PanelRow, type QualityPanel } from "./panel/quality-panel";
export { pca, project, type Pca } from "../ml/pca";
export { type NeighbourShare } from "./neighbour-share";
export { prdc, type Prdc } from "./prdc";
export type { Tsne, TsneOptions } from "../ml/tsne";
export { rowsAt, type Vectors } from "../ml/vectors";
