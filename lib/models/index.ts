export type { GanSpec } from "./spec";
export { paper, small } from "./dcgan";
export { initialize } from "./initialize";
export { figure3, publishedFlops, type Figure3Row } from "./figure-3";
export { layerTable, paramCount, type LayerRow } from "./layer-table";
export { resnetCost } from "./flops";
export { type Depth } from "./residual-blocks";
export { resnet, type ResnetOptions } from "./resnet";
