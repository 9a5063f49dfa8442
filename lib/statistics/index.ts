export { brier, calibrationCurve, type Answer, type CalibrationBin } from "./calibration";
export { correctedT, type CorrectedT } from "./corrected-t";
export { delong, type DeLong } from "./delong";
export { groupBootstrap, type BootstrapInterval } from "./group-bootstrap";
export { holm } from "./holm";
export { z95 } from "./normal";
export { detectable, imagesNeeded, power } from "./power";
export { studentQuantile, studentTwoSided } from "./student-t";
