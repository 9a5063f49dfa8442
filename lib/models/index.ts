export type { GanSpec } from "./gan-spec";
export { ganSpec, paper, small } from "./dcgan";
export { initialize } from "./initialize";
export { figure3, type Figure3Row } from "./figure-3";
export { paramCount, type LayerRow } from "./layer-table";
export { networkTable, type ComparedRow } from "./network-table";
export { buildNetworks, type Networks } from "./networks";
export type { Depth } from "./residual-blocks";
export { resnet, type ResnetOptions } from "./resnet";
