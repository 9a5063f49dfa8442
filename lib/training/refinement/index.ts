export type { Domain } from "./check-domains";
export { cycleGanLosses, type CycleGanLosses } from "./cyclegan-losses";
export {
  cycleGanDefaults,
  simGanDefaults,
  type CycleGanOptions,
  type SimGanOptions,
} from "./refinement-options";
export type { RefinementEpoch } from "./refinement-training";
export type { RefinementProgress, TrainedRefinement } from "./run-refinement";
export { simGanLosses, type SimGanLosses } from "./simgan-losses";
export { trainCycleGan, type CycleGanDomains } from "./train-cyclegan";
export { trainSimGan, type SimGanDomains } from "./train-simgan";
export { translate, type TranslateOptions } from "./translate";
