export { openResults, studyFolder, studyResults, type StudyResults } from "./results";
export { resultFile, runTrial, type TrialResult } from "./run-trial";
export { foldFolder, openStudy, trialsOf, type Study, type StudyFold, type StudyRequest } from "./study";
export { runPool } from "./pool";
export { studyLedger } from "./study-ledger";
export { studyChanges, studySettings } from "./study-settings";
export { trialName, type ArmTrial, type BaselineTrial, type GanTrial, type Trial } from "./trial";
export { whatItTells } from "./what-it-tells";
