export { commandLine } from "./command-line";
export { judgeCriterion, describeVerdict, type Criterion } from "./judge-criterion";
export { exportSamples } from "./export/export-samples";
export { c2stResults, kidResult } from "./kid-result";
export {
  recordArms,
  recordData,
  recordGans,
  recordPanel,
  recordSamples,
  recordSplit,
  recordTsne,
} from "./record";
export type { RunMetrics } from "./metrics";
export { judgeRefinementCriteria, refinementResults, refinementRows } from "./refinement-results";
export { recordRelated } from "./record-part";
export type { RelatedMetrics } from "./related-form";
