export type { GanSpec } from "./spec";
export { paper, small } from "./dcgan";
export { initialize } from "./initialize";
