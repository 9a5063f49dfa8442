import { family } from "./use-fonts";

/** Okabe and Ito's colours, distinguishable for colour-blind readers too; of two classes the second is positive. */
export const colours = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#E69F00",
  "#000000",
  "#7F7F7F",
] as const;

/** Ink of titles, of lesser text, of warnings, each with a contrast of 4.5 or more on white; of rules and of the grid. */
export const ink = {
  title: "#1a1a1a",
  text: "#4a4a4a",
  warning: "#a84300",
  rule: "#8a8a8a",
  grid: "#e6e6e6",
} as const;

/** The look of every chart, as Vega-Lite's `config`. */
export const vegaConfig = {
  background: "#ffffff",
  font: family,
  padding: 10,
  aria: false, // a label a point would make an SVG five times as long; the report has one text a figure
  view: { stroke: null },
  title: {
    anchor: "start",
    frame: "bounds",
    fontSize: 15,
    fontWeight: "bold",
    color: ink.title,
    subtitleFontSize: 11.5,
    subtitleColor: ink.text,
    subtitlePadding: 5,
    offset: 14,
  },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11.5,
    titleFontWeight: "normal",
    labelColor: ink.text,
    titleColor: ink.text,
    gridColor: ink.grid,
    domainColor: ink.rule,
    tickColor: ink.rule,
    titlePadding: 8,
  },
  legend: {
    labelFontSize: 11,
    titleFontSize: 11.5,
    titleFontWeight: "normal",
    labelColor: ink.text,
    titleColor: ink.text,
    symbolSize: 90,
    orient: "top",
    direction: "horizontal",
    offset: 8,
  },
  header: { labelFontSize: 12, labelColor: ink.title, labelFontWeight: "bold", title: null },
  range: { category: [...colours] },
} as const;
