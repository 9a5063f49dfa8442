export { arms, type Arm } from "./arms";
export { answer, compare, mcnemar, type Comparison } from "./comparisons";
export { count, type Counts, type Prediction } from "./counts";
export { evaluate, rates, type ArmResult } from "./evaluate";
export { wilson, type Rate } from "./intervals";
export { impliedPrevalence, isShareOf, paperTable, type PaperRow } from "./paper-table";
export { armNamed, classifier, openArm, openClassifier, trainArm, type TrainedArm } from "./train-arm";
