export { type Caption, type Figure, type FigureRequest, type Row, type Spec } from "./figure";
export { curves, type Curve, type CurvesOptions, type Mark } from "./curves";
export { intervals, type IntervalRow } from "./intervals";
export { interval, percent, short } from "./numbers";
export { sampleGrid, type GridRow, type Pictures } from "./sample-grid";
export { save } from "./save";
export { scatter, type ScatterPanel, type ScatterPoint } from "./scatter";
