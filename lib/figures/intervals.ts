import { chart } from "./chart";
import { withNote, type Drawing, type FigureRequest } from "./drawing";
import { widest, type Row, type Spec } from "./figure";
import { formatInterval } from "./format-number";
import { textWidth } from "./text-width";
import { colours, ink } from "./vega-config";

/** One value with its interval. */
export interface IntervalRow {
  /** The measured thing: an arm. */
  readonly label: string;
  /** The panel: `"accuracy"`; one panel when absent. */
  readonly panel?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The counts of a rate, shown beside it: `"16/22"`. */
  readonly counts?: string;
}

/** Options of `intervals`. */
export interface IntervalsOptions {
  readonly rows: readonly IntervalRow[];
  readonly xTitle: string;
  /** Bounds of the axis; 0 to 1 by default. */
  readonly domain?: readonly [low: number, high: number];
  /** Values of another source by label and panel, drawn as hollow diamonds: the paper's. */
  readonly reference?: readonly { readonly label: string; readonly panel?: string; readonly value: number }[];
  readonly referenceName?: string;
  /** A line where nothing is to be seen: an AUC of 0.5. */
  readonly rule?: number;
  /** Decimals of the numbers beside; 2 by default. */
  readonly decimals?: number;
}

/**
 * A point and its interval per row, the numbers written beside; panels are placed one above the other on one axis, so that
 * intervals can be compared by eye. At most 720 pixels wide.
 */
export function intervals({
  rows: given,
  xTitle,
  domain = [0, 1],
  reference = [],
  referenceName = "paper",
  rule,
  decimals = 2,
  ...request
}: FigureRequest & IntervalsOptions): Drawing {
  const rows: Row[] = given.map(({ label, panel = "", value, low, high, counts }) => ({
    kind: "ours",
    panel,
    label,
    value,
    low,
    high,
    text: formatInterval(value, low, high, decimals) + (counts === undefined ? "" : ` · ${counts}`),
  }));
  const others: Row[] = reference.map(({ label, panel = "", value }) => ({
    kind: referenceName,
    panel,
    label,
    value,
  }));
  const labels = [...new Set(given.map((r) => r.label))];
  const panels = [...new Set(given.map((r) => r.panel ?? ""))];
  const side = Math.max(...rows.map((r) => textWidth(String(r["text"]), 11)));
  const left = Math.max(...labels.map((l) => textWidth(l, 11)));
  const width = Math.floor(widest - 52 - side - left);
  const range = labels.map((_, i) => colours[panels.length > 1 ? i % colours.length : 0]);
  const color = { field: "label", type: "nominal", legend: null, scale: { domain: labels, range } };
  const view = (panel: string, i: number): Spec => {
    const axes = makeAxes(labels, domain, i === panels.length - 1 ? xTitle : null);
    const ofKind = (kind: string) => [
      { filter: { field: "panel", equal: panel } },
      { filter: { field: "kind", equal: kind } },
    ];
    return {
      ...(panel === "" ? {} : { title: { text: panel, fontSize: 12, offset: 4, frame: "group" } }),
      width,
      height: { step: 24 },
      layer: [
        ...(rule === undefined ? [] : [ruleLayer(rule, axes)]),
        ...intervalLayers(ofKind("ours"), axes, color, width),
        ...(others.some((o) => o["panel"] === panel) ? [referenceLayer(ofKind(referenceName), axes)] : []),
      ],
    };
  };
  return chart({
    ...(others.length > 0 ? withNote(request, `◇ ${referenceName}`) : request),
    rows: [...rows, ...others],
    marks: { vconcat: panels.map(view), spacing: 14 },
  });
}

interface Axes {
  readonly x: (field: string) => Spec;
  readonly y: Spec;
}

/** @param title of the x axis; null: the axis of a panel above the last, without numbers */
function makeAxes(labels: readonly string[], domain: readonly [number, number], title: string | null): Axes {
  const isLast = title !== null;
  return {
    x: (field) => ({
      field,
      type: "quantitative",
      title,
      scale: { domain, clamp: true },
      axis: { grid: true, tickCount: 6, labels: isLast, ticks: isLast },
    }),
    y: {
      field: "label",
      type: "nominal",
      sort: labels,
      title: null,
      axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 300 },
    },
  };
}

function ruleLayer(rule: number, { x }: Axes): Spec {
  return {
    mark: { type: "rule", strokeDash: [4, 3], color: ink.rule },
    encoding: { x: { ...x("low"), field: undefined, datum: rule } },
  };
}

function intervalLayers(transform: readonly Spec[], { x, y }: Axes, color: Spec, width: number): Spec[] {
  return [
    {
      transform,
      mark: { type: "rule", strokeWidth: 2.5, opacity: 0.75 },
      encoding: { x: x("low"), x2: { field: "high" }, y, color },
    },
    {
      transform,
      mark: { type: "point", filled: true, size: 80, opacity: 1 },
      encoding: { x: x("value"), y, color },
    },
    {
      transform,
      mark: { type: "text", align: "left", fontSize: 11, color: ink.text },
      encoding: { x: { value: width + 10 }, y, text: { field: "text" } },
    },
  ];
}

function referenceLayer(transform: readonly Spec[], { x, y }: Axes): Spec {
  const look = { shape: "diamond", filled: false, size: 70, color: ink.title, opacity: 1, strokeWidth: 1.2 };
  return { transform, mark: { type: "point", ...look }, encoding: { x: x("value"), y } };
}
