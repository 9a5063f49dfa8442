export type { ClassifierEpoch, ClassifierHistory, ClassifierOptions } from "./classifier-options";
export { trainClassifier } from "./train-classifier";
export {
  augmentation,
  augmentations,
  classical,
  diffAugment,
  type Augment,
  type AugmentationName,
} from "./augmentation/augmentation";
export type { AugmentationAmounts } from "./augmentation/amounts";
export { ganKey } from "./gan-checkpoint";
export { ganAlarms, type Alarm } from "./gan-alarms";
export { heldOutAlarms } from "./held-out-alarms";
export {
  describeEnding,
  judgeCurve,
  type Ending,
  type HeldOutPoint,
  type ValidationJudge,
} from "./judge-curve";
export { trainGan } from "./train-gan";
export { discriminatorScores } from "./discriminator-scores";
export { findGans, openGan } from "./open-gan";
export { ofEachClass, type TrainedGan } from "./trained-gan";
export { openUntrained } from "./untrained";
export type { GanChange } from "./gan-changes";
export type { EpochLosses } from "./epoch-losses";
export { nonSaturating, type GanLoss } from "./gan-loss";
export { gradientPenalty, type GanPenalty } from "./gan-penalty";
export { ganLosses, hinge, leastSquares, wasserstein } from "./gan-losses";
export { ganPenalties, r1 } from "./gan-penalties";
export type { Normalisation } from "./combinations";
export { ganJobs, type GanJob } from "./gan-jobs";
export { ganObjective, ganOptions, type GanObjective, type GanOptions } from "./gan-options";
export type { GanProgress, GanWatcher } from "./gan-progress";
export { describeObjective } from "./objective";
export { generateBoxed, imagesWithBoxes, openUntrainedBoxed } from "./boxes/generate-boxed";
export { trainBoxedPggan, type BoxedPgganTask } from "./boxes/train-boxed-pggan";
export type { Detection } from "./detection/suppress-overlaps";
export type { DetectorOptions } from "./detection/detector-options";
export { trainDetector, type TrainedDetector } from "./detection/train-detector";
export { generate, generateAll } from "./generate";
export { drawLatents, imagesAt, sampleNumbers, type GeneratedImages } from "./images-at";
export { interpolateLatents } from "./interpolate-latents";
export { mixClasses } from "./mix-classes";
export { openTimeLapse, type TimeLapseMoment } from "./time-lapse";
export { growthSchedule, type GrowthSchedule } from "./progressive/growth-schedule";
export { openGrowthSamples, type GrowthSamples } from "./progressive/growth-samples";
export { trainPggan, type PgganOptions, type PgganTask } from "./progressive/train-pggan";
export { withDrift } from "./progressive/with-drift";
export {
  cycleGanDefaults,
  simGanDefaults,
  trainCycleGan,
  trainSimGan,
  translate,
  type CycleGanLosses,
  type CycleGanOptions,
  type Domain,
  type RefinementEpoch,
  type SimGanLosses,
  type SimGanOptions,
  type TrainedRefinement,
} from "./refinement";
export { loadKeras, saveKeras } from "./keras/h5";
export { logitsOf } from "./logits-of";
export { joinMaps } from "./segmentation/join-maps";
export { labelPixels } from "./segmentation/label-pixels";
export { mapsOf, trainingMaps, type Maps, type TrainingMaps } from "./segmentation/maps";
export { reflectPad } from "./segmentation/reflect-pad";
export type { Phase } from "./segmentation/segmentation-training";
export { trainMaskGan, type GeneratedPairs } from "./segmentation/train-mask-gan";
export { trainSegmentation, usePhase, type TrainedSegmentation } from "./segmentation/train-segmentation";
