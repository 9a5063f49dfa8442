export { brier, calibrationCurve, type BinaryPrediction, type CalibrationBin } from "./calibration-curve";
export { correctedT, type CorrectedT } from "./corrected-t";
export { delong, type DeLong } from "./delong";
export { groupBootstrap, type BootstrapInterval } from "./group-bootstrap";
export { holm } from "./holm";
export { detectableDifference, imagesNeeded, power } from "./power";
