export { phantomSlice } from "./slice";
export type { BleedKind, PhantomOptions, PhantomSlice } from "./types";
export type { Box } from "./raster";
