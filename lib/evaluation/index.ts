export { armNamed, arms, paperArms, type Arm, type ArmImages } from "./arms";
export { summarizeArm, type ArmSummary } from "./arm-summary";
export { baselines, evaluateBaselines, type Baseline } from "./baselines";
export { answer, compare, type Comparison } from "./comparisons";
export type { ConfusionMatrix, Counts } from "./confusion-matrix";
export { evaluate, type ArmResult } from "./evaluate";
export { foldScores, outOfFold, type FoldAnswers } from "./fold-answers";
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
export { compareArms, paperGain, type StudyComparison, type StudySizes } from "./study-comparison";
export { ledger, type LedgerInput, type LedgerRow, type Verdict } from "./ledger";
export { suspectedLabels, type SuspectedLabel } from "./suspected-labels";
export { wilson, type Rate } from "../statistics/wilson";
export { answered, isRight, type Prediction } from "./prediction";
export { impliedPrevalence, isShareOf, paperTable, type PaperRow } from "./paper-table";
export { classifier, openArm, openClassifier, trainArm, type TrainedArm } from "./train-arm";
