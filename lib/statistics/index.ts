export { brier, calibrationCurve, type BinaryPrediction, type CalibrationBin } from "./calibration-curve";
export { correctedT, type CorrectedT } from "./corrected-t";
export { delong, type DeLong } from "./delong";
export { groupBootstrap, type BootstrapInterval } from "./group-bootstrap";
export { holm } from "./holm";
export { z95 } from "./normal-cdf";
export { detectableDifference, imagesNeeded, power } from "./power";
export { tQuantile, tTwoSidedP } from "./t-two-sided-p";
