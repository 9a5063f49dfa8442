export { arms, paperArms, type Arm, type ArmImages } from "./arms";
export { findArm } from "./arms-of-study";
export type { ArmSummary } from "./arm-summary";
export { evaluateBaselines, type Baseline } from "./baselines";
export { detectSlices, detectTest, requireTestBoxes } from "./detection/detect-slices";
export {
  compareSensitivity,
  froc,
  sensitivityAt,
  type FrocPoint,
  type OperatingPoint,
  type SensitivityAt,
} from "./detection/froc";
export type { DetectedSlice } from "./detection/match-detections";
export { openDiscriminatorFeatures, type DiscriminatorFeatures } from "./discriminator-features";
export type { Comparison } from "./compare-predictions";
export type { ConfusionMatrix, Counts } from "./confusion-matrix";
export { describeOpenings, describePatients, type ArmResult, type TestedArm } from "./arm-result";
export { classAgreement } from "./class-agreement";
export { armAccuracy } from "./arm-accuracy";
export { armGain, type ArmGain } from "./arm-gain";
export {
  areAboutBleeds,
  drawPhantomsToRefine,
  drawSamplesToRefine,
  type ImagesToRefine,
} from "./refinement/images-to-refine";
export { addedByRefining, compareAdded, measureAgreement } from "./refinement/compare-added";
export {
  judgeRefined,
  refineImages,
  type RefinedImages,
  type RefinedJudgement,
} from "./refinement/refine-images";
export { predictImages } from "./predict-images";
export { evaluate, evaluateWithBaselines } from "./evaluate";
export { evaluateExternal } from "./predict-external";
export { describeTellingApart, tellExternalApart } from "./tell-external-apart";
export type { FoldPredictions } from "./fold-predictions";
export { forestOutOfFold } from "./forest-out-of-fold";
export {
  balancedAccuracy,
  findValue,
  formatValue,
  measures,
  oneVsRestMeasures,
  type Measure,
  type MeasuredValue,
  type MeasureKey,
} from "./measures";
export { compareArms, type StudyComparison, type StudyPlan } from "./study-comparison";
export type { Evidence, Reproduction, ReproductionVerdict } from "./evidence";
export { compareWithPaper } from "./compare-with-paper";
export { syntheticSources, type SyntheticSource } from "./synthetic-source";
export { suspectedLabels, type SuspectedLabel } from "./suspected-labels";
export type { Rate } from "../statistics/wilson";
export { type Prediction } from "./prediction";
export { paperTable, type PaperRow } from "./paper-numbers";
export { tableOneRows, type TableOneRow } from "./table-one-rows";
export { judgeSplit, type SplitVerdict, type Verdict } from "./verdict";
export { countArchitecture } from "./count-architecture";
export { buildClassifier, openArm, openClassifier, trainArm, type TrainedArm } from "./train-arm";
export { findOverlapMeasure, overlapMeasures } from "./segmentation/overlap";
export { diceDifference } from "./segmentation/dice-difference";
export { pooledDifference } from "./segmentation/pooled-difference";
export {
  evaluateSegmentation,
  judgeSegmentation,
  type JudgedImages,
  type SegmentationArm,
  type SegmentationResult,
} from "./segmentation/evaluate-segmentation";
