export { detectAnomalies, type Anomalies, type AnomalyRow } from "./detect-anomalies";
export { featureScores } from "./feature-scores";
export { frozenPair, openFrozenPair, pixelsAt, type FrozenPair } from "./frozen-pair";
export { invert, type InversionOptions, type Inverted } from "./invert";
export { latentsAround } from "./latents-around";
export { measureTruncation } from "./measure-truncation";
export { pcaReconstructions } from "./pca-reconstructions";
export { residualScores, type ResidualScores } from "./residual-scores";
export { trainEncoder, type Encoder, type EncoderOptions } from "./train-encoder";
