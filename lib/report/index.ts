export { recordArms, recordData, recordGans, recordSamples, recordSplit, recordTsne } from "./record";
export type { RunMetrics } from "./metrics";
