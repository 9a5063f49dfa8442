import { scaleLinear } from "d3-scale";
import { mean } from "../core/arrays";
import { formatNumber } from "./format-number";
import { svgText } from "./svg-text";
import { colours, ink } from "./vega-config";

/** One curve of a plot: points in the order of x; those that are not finite are left out. */
export interface PlotCurve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A rectangle of a picture, pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const most = 200;
/** Font size of all its words, pixels. */
const size = 10.5;

/**
 * Curves with axes and legend as SVG, by hand: a hundredth of the time that the charting library takes, for pictures
 * that are drawn while a network trains.
 *
 * @param marks upright lines with a word: where something was changed
 * @returns SVG elements; only words when there is no point yet
 */
export function lossPlot(
  curves: readonly PlotCurve[],
  box: Box,
  marks: readonly { readonly x: number; readonly text: string }[] = [],
): string {
  const shown = curves.map(({ name, points }) => ({
    name,
    points: thinPoints(points.filter(isFinitePoint)),
  }));
  const all = shown.flatMap((curve) => curve.points);
  const left = box.x + 34;
  const right = box.x + box.width - 4;
  const top = box.y + 22;
  const bottom = box.y + box.height - 32;
  const first = Math.min(...all.map((p) => p.x));
  const last = Math.max(...all.map((p) => p.x), first + 1);
  const high = Math.max(...all.map((p) => p.y), 0.1);
  if (all.length === 0)
    return svgText(box.x + box.width / 2, box.y + box.height / 2, "the first epoch has begun", {
      size,
      anchor: "middle",
    });
  const x = scaleLinear([first, last], [left, right]);
  const room = 1.05 + 0.08 * marks.length; // the marks' words stand above the curves
  const y = scaleLinear([0, room * high], [bottom, top]);
  const at = (value: number): string => value.toFixed(1);
  const grid = y
    .ticks(4)
    .map(
      (v) =>
        `<line x1="${left}" x2="${right}" y1="${at(y(v))}" y2="${at(y(v))}" stroke="${v === 0 ? ink.rule : ink.grid}"/>` +
        svgText(left - 6, y(v) + 4, formatNumber(v), { size, anchor: "end" }),
    );
  const epochs = x
    .ticks(6)
    .filter(Number.isInteger)
    .map((v) => svgText(x(v), bottom + 15, String(v), { size, anchor: "middle" }));
  const lines = shown.map(({ points }, i) => {
    const color = colours[i] ?? ink.text;
    const path = points.map((p) => `${at(x(p.x))},${at(y(p.y))}`).join(" ");
    const end = points.at(-1);
    const dot = end ? `<circle cx="${at(x(end.x))}" cy="${at(y(end.y))}" r="2.6" fill="${color}"/>` : "";
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="1.8" stroke-linejoin="round"/>${dot}`;
  });
  let legendAt = left;
  const legend = shown.map(({ name, points }, i) => {
    const value = points.at(-1)?.y;
    const text = value === undefined ? name : `${name} ${value.toFixed(2)}`;
    const entry =
      `<line x1="${legendAt}" x2="${legendAt + 14}" y1="${box.y + 6}" y2="${box.y + 6}" stroke="${colours[i] ?? ink.text}" stroke-width="2.5"/>` +
      svgText(legendAt + 19, box.y + 10, text, { size });
    legendAt += 34 + text.length * 6.4;
    return entry;
  });
  const changes = marks
    .filter((m) => m.x >= first && m.x <= last)
    .map((m, i) => {
      const isRight = x(m.x) > (left + right) / 2; // its word stands to its left
      const look = { size, anchor: isRight ? "end" : "start" } as const;
      return (
        `<line x1="${at(x(m.x))}" x2="${at(x(m.x))}" y1="${top}" y2="${bottom}" stroke="${ink.rule}" stroke-dasharray="4 3"/>` +
        svgText(x(m.x) + (isRight ? -4 : 4), top + 9 + 12 * i, m.text, look)
      );
    });
  const title = svgText((left + right) / 2, bottom + 29, "epoch", { size, anchor: "middle" });
  return [...grid, ...epochs, title, ...lines, ...legend, ...changes].join("");
}

type Point = PlotCurve["points"][number];
const isFinitePoint = ({ x, y }: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** Means of neighbours, so that at most 200 points are drawn; the last point stays as it is. */
function thinPoints(points: readonly Point[]): readonly Point[] {
  const together = Math.ceil(points.length / most);
  if (together <= 1) return points;
  const groups = Array.from({ length: Math.ceil(points.length / together) }, (_, i) =>
    points.slice(i * together, (i + 1) * together),
  );
  return [
    ...groups.map((part) => ({ x: mean(part, (p) => p.x), y: mean(part, (p) => p.y) })),
    ...points.slice(-1),
  ];
}
