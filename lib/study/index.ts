export { describeCautious } from "./describe-cautious";
export { describeDiscard } from "./describe-discard";
export { describePart } from "./describe-part";
export { openResults, studyFolder, type StudyResults } from "./study-results";
export { trialsOf, type Study, type StudyFold, type StudyRequest } from "./study";
export { collectEvidence } from "./collect-evidence";
export { studySettings } from "./study-settings";
export type { TrialResult } from "./trial-result";
export type { ArmTrial, BaselineTrial, GanTrial, Trial } from "./trial";
