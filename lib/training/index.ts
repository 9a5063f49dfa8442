export {
  trainClassifier,
  type ClassifierEpoch,
  type ClassifierHistory,
  type ClassifierOptions,
} from "./classifier";
export { trainGan, type GanProgress, type TrainedGan } from "./gan";
export { ganOptions, type GanOptions } from "./gan-options";
export type { EpochLosses } from "./gan-training";
export { objective } from "./objective";
export { generate, openGan } from "./generate";
export { loadKeras, saveKeras } from "./h5";
export { logitsOf } from "./predict";
export { openUntrained } from "./untrained";
