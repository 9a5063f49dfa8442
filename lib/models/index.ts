export type { GanSpec } from "./gan-spec";
export { boxConditional } from "./box-conditional";
export { conditional } from "./conditional";
export { detector } from "./detector";
export { cycleGan, type CycleGanSizes, type CycleGanSpec } from "./cyclegan";
export { diffusion, isDiffusion, type DiffusionSpec } from "./diffusion";
export { ganPairs, ganSpec, generatorSpec, type GeneratorSpec } from "./gan-pairs";
export { paper, small } from "./dcgan";
export { dcganWithMask, type MaskGanSpec } from "./dcgan-with-mask";
export { hasBatchNorm } from "./without-batch-norm";
export { refreshReference, setReference, withVirtualNorm } from "./with-virtual-norm";
export { InstanceNormalization } from "./instance-norm";
export { ReflectionPadding2D } from "./reflection-padding";
export { initialize, type InitializationRule } from "./initialize";
export { encoder } from "./encoder";
export { pggan, sides, type GrowthStage, type PgganSpec } from "./pggan";
export { equalizedScale } from "./equalized-layer";
export { Fade, fade } from "./fade";
export { kerasParts, trainedParts, type PgganParts } from "./pggan-parts";
export { MinibatchStddev } from "./minibatch-stddev";
export { figure3, type Figure3Row } from "./figure-3";
export { paramCount, type LayerRow } from "./layer-table";
export { networkTable, type ComparedRow } from "./network-table";
export { buildWhole } from "./build-whole";
export { buildNetworks, type Networks } from "./networks";
export type { Depth } from "./residual-blocks";
export { receptiveField } from "./receptive-field";
export { simGan, type SimGanSpec } from "./simgan";
export { resnet, type ResnetOptions } from "./resnet";
export {
  cascadeForm,
  havaei,
  inputCascade,
  smallTwoPath,
  twoPathCnn,
  type TwoPathForm,
} from "./two-path-cnn";
