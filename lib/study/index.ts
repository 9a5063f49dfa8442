export { openResults, studyFolder, studyResults, type StudyResults } from "./study-results";
export { runTrial } from "./run-trial";
export { foldFolder, openStudy, trialsOf, type Study, type StudyFold, type StudyRequest } from "./study";
export { runPool } from "./run-pool";
export { collectEvidence } from "./collect-evidence";
export { studyChanges, studySettings } from "./study-settings";
export { resultFile, type TrialResult } from "./trial-result";
export { trialName, type ArmTrial, type BaselineTrial, type GanTrial, type Trial } from "./trial";
export { powerPlan } from "./power-plan";
