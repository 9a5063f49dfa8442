export { arms, type Arm } from "./arms";
export { count, type Counts, type Prediction } from "./counts";
export { evaluate, rates, type ArmResult } from "./evaluate";
export { wilson, type Rate } from "./intervals";
export { armNamed, classifier, openArm, openClassifier, trainArm, type TrainedArm } from "./train-arm";
