import { scaleLinear } from "d3-scale";
import { extent, mean } from "../core/arrays";
import { chart } from "./chart";
import { withNote, type Drawing, type FigureRequest } from "./drawing";
import { widest, type Row, type Spec } from "./figure";
import { colours, ink } from "./vega-config";

/** One curve. */
export interface Curve {
  /** Its name in the legend; curves of one name have one colour in every panel. */
  readonly series: string;
  /** Its panel; one panel when absent. */
  readonly panel?: string;
  /** Heights at x = 1, 2, 3 ...; or points. */
  readonly values: readonly number[] | readonly { readonly x: number; readonly y: number }[];
}

/** An upright line at one x, with its word: the epoch that was kept. */
export interface Mark {
  readonly x: number;
  readonly text: string;
  readonly panel?: string;
}

/** Options of `curves`. */
export interface CurvesOptions {
  readonly curves: readonly Curve[];
  readonly marks?: readonly Mark[];
  /** Quantity on the x axis, with its unit: `"epoch"`. */
  readonly xTitle: string;
  readonly yTitle: string;
  /** Panels beside each other; 2 by default. */
  readonly columns?: number;
  /** Bounds of an x that is no count, e.g. a probability; by default whole numbers as far as the curves reach. */
  readonly xDomain?: readonly [low: number, high: number];
  /** Bounds of y; by default what the panel's curves need. */
  readonly yDomain?: readonly [low: number, high: number];
}

/**
 * Curves over epochs or steps, several in a panel, panels side by side, each with a y axis of its own. Points that are not finite are left out, so that a curve shows where it broke off.
 * Curves of more than 600 points are drawn as means of neighbours, which the subtitle says.
 *
 * @returns a chart at most 720 pixels wide
 */
export function curves({
  curves: given,
  marks = [],
  xTitle,
  yTitle,
  columns = 2,
  xDomain,
  yDomain,
  ...request
}: FigureRequest & CurvesOptions): Drawing {
  const together = Math.ceil(Math.max(...given.map((c) => c.values.length)) / mostPoints);
  const rows: Row[] = given.flatMap(({ series, panel = "", values }) =>
    averageNeighbours(toPoints(values), together).map(({ x, y }) => ({ kind: "curve", panel, series, x, y })),
  );
  const lines: Row[] = marks.map(({ x, text, panel = "" }) => ({ kind: "mark", panel, text, x }));
  const reach = xDomain ?? (rows.length === 0 ? [0, 1] : extent(rows.map((row) => Number(row["x"]))));
  const x = xAxis(xTitle, xDomain, reach);
  const panels = [...new Set(given.map((c) => c.panel ?? ""))];
  const series = [...new Set(given.map((c) => c.series))];
  const across = Math.min(columns, panels.length);
  const width = Math.floor((widest - 40 - across * 62) / across);
  const color = {
    field: "series",
    type: "nominal",
    title: null,
    legend: series.length > 1 ? { symbolType: "stroke", symbolStrokeWidth: 2.5 } : null,
    scale: { domain: series, range: colours.slice(0, series.length) },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: yTitle,
    axis: { tickCount: 5, labelFlush: true },
    scale: yDomain === undefined ? { zero: false } : { domain: yDomain },
  };
  const pick = (kind: string, panel: string) => [
    { filter: { field: "kind", equal: kind } },
    { filter: { field: "panel", equal: panel } },
  ];
  const view = (panel: string): Spec => {
    const at = marks.filter((m) => (m.panel ?? "") === panel).map((m) => m.x);
    return {
      ...(panel === "" ? {} : { title: { text: panel, fontSize: 12, offset: 6, frame: "group" } }),
      width,
      height: across === 1 ? 260 : 190,
      layer: [
        {
          transform: pick("curve", panel),
          mark: { type: "line", strokeWidth: 1.8, point: rows.length / given.length <= 12 && { size: 22 } },
          encoding: { x, y, color },
        },
        ...(at.length > 0 ? markLayers(pick("mark", panel), x, mean(reach), at) : []),
      ],
    };
  };
  const views = panels.map(view);
  // a panel's own title would take the place of the figure's
  const only = panels.length === 1 && panels[0] === "" ? views[0] : undefined;
  return chart({
    ...(together > 1 ? withNote(request, `a point is the mean of ${together}`) : request),
    rows: [...rows, ...lines],
    marks: only ?? { concat: views, columns: across, bounds: "flush", spacing: { row: 76, column: 58 } },
  });
}

/** A curve of more points is a smear as wide as its noise, and makes a notebook large. */
const mostPoints = 600;

interface Point {
  readonly x: number;
  readonly y: number;
}

const toPoints = (values: Curve["values"]): Point[] =>
  values
    .map((v, i) => (typeof v === "number" ? { x: i + 1, y: v } : v))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));

/** Means of each `together` neighbours; the last may be of fewer. */
function averageNeighbours(all: readonly Point[], together: number): readonly Point[] {
  if (together <= 1) return all;
  return Array.from({ length: Math.ceil(all.length / together) }, (_, i) => {
    const part = all.slice(i * together, (i + 1) * together);
    return { x: mean(part, (p) => p.x), y: mean(part, (p) => p.y) };
  });
}

/** @param reach lowest and highest x of all curves; whole numbers between them get ticks, unless there is a domain */
function xAxis(
  title: string,
  domain: CurvesOptions["xDomain"],
  [low, high]: readonly [number, number],
): Spec {
  const whole = scaleLinear([low, high], [0, 1]).ticks(6).filter(Number.isInteger);
  return {
    field: "x",
    type: "quantitative",
    title,
    axis: { grid: false, ...(domain ? { tickCount: 6 } : { values: whole, format: "d" }) },
    scale: domain ? { domain } : { zero: false, nice: false },
  };
}

/** Lines with their words: to the right of a line in the left half, to the left of one in the right half. */
function markLayers(transform: readonly Spec[], x: Spec, middle: number, at: readonly number[]): Spec[] {
  const words = (isRight: boolean): Spec => ({
    transform: [...transform, { filter: `datum.x ${isRight ? ">" : "<="} ${middle}` }],
    mark: {
      type: "text",
      align: isRight ? "right" : "left",
      baseline: "top",
      dx: isRight ? -4 : 4,
      fontSize: 10.5,
      color: ink.text,
    },
    encoding: { x, y: { value: 2 }, text: { field: "text" } },
  });
  return [
    { transform, mark: { type: "rule", strokeDash: [4, 3], color: ink.rule }, encoding: { x } },
    ...[false, true].filter((isRight) => at.some((x) => x > middle === isRight)).map(words),
  ];
}
