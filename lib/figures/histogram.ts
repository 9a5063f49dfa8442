import { extent, fail } from "../core";
import { chart } from "./chart";
import type { Drawing, FigureRequest } from "./drawing";
import { widest } from "./figure";
import { colours } from "./vega-config";

/** The values of one group. */
export interface HistogramSeries {
  readonly series: string;
  /** Its panel, one above the other on one axis; one panel when absent. */
  readonly panel?: string;
  readonly values: ArrayLike<number>;
}

/**
 * Distribution of values, group by group: shares of each group per bin, so that groups of different size can be
 * compared. Two groups overlay as bars, more as outlines.
 *
 * @param bins number of equal bins over `domain`; the last includes its upper bound
 * @param domain bounds of the bins; by default from the smallest to the largest value, with a margin where all are equal
 * @returns a chart at most 720 pixels wide
 * @throws RangeError when there is no value
 */
export function histogram({
  groups,
  xTitle,
  bins = 24,
  domain,
  ...request
}: FigureRequest & {
  readonly groups: readonly HistogramSeries[];
  readonly xTitle: string;
  readonly bins?: number;
  readonly domain?: readonly [low: number, high: number];
}): Drawing {
  const all = groups.flatMap((g) => Array.from(g.values));
  if (all.length === 0)
    fail(`draw "${request.name}"`, "no values", "at least one", "Give values to count.", RangeError);
  const [low, high] = domain ?? spread(extent(all), bins);
  const width = (high - low) / bins;
  const rows = groups.flatMap(({ series, panel = "", values }) => {
    const counts = new Array<number>(bins).fill(0);
    for (const v of Array.from(values)) {
      const bin = v === high ? bins - 1 : Math.floor((v - low) / width);
      if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts.map((count, i) => ({
      series,
      panel,
      from: low + i * width,
      to: low + (i + 1) * width,
      count,
      share: values.length === 0 ? 0 : count / values.length,
    }));
  });
  const names = [...new Set(groups.map((g) => g.series))];
  const panels = [...new Set(groups.map((g) => g.panel ?? ""))];
  const isOutlined = groups.length > 2 * panels.length;
  const x = (isLast: boolean) => ({
    field: isOutlined ? "middle" : "from",
    type: "quantitative",
    title: isLast ? xTitle : null,
    scale: { domain: [low, low + bins * width], nice: false },
    axis: { grid: false, tickCount: 8 },
  });
  const color = {
    field: "series",
    type: "nominal",
    title: null,
    scale: { domain: names, range: colours.slice(0, names.length) },
    legend: names.length > 1 ? (isOutlined ? { symbolType: "stroke", symbolStrokeWidth: 2.5 } : {}) : null,
  };
  const y = {
    field: "share",
    type: "quantitative",
    stack: null,
    title: "share of images",
    axis: { format: "~%", tickCount: panels.length > 1 ? 3 : 5 },
  };
  const bars = { type: "bar", opacity: names.length > 1 ? 0.5 : 0.85, binSpacing: 0.5 };
  const outline = { type: "line", interpolate: "step", strokeWidth: 2 };
  const view = (panel: string, i: number) => ({
    ...(panel === "" ? {} : { title: { text: panel, fontSize: 12, offset: 4, frame: "group" } }),
    width: widest - 90,
    height: panels.length > 1 ? 130 : 240,
    transform: [
      { filter: { field: "panel", equal: panel } },
      { calculate: "(datum.from + datum.to) / 2", as: "middle" },
    ],
    mark: isOutlined ? outline : bars,
    encoding: {
      x: { ...x(i === panels.length - 1), ...(isOutlined ? {} : { bin: "binned" }) },
      ...(isOutlined ? {} : { x2: { field: "to" } }),
      y,
      color,
    },
  });
  return chart({ ...request, rows, marks: { vconcat: panels.map(view), spacing: 14 } });
}

/** Bounds of the bins: the values' own, or, where all are equal, so that one bin has its middle there. */
function spread([low, high]: readonly [number, number], bins: number): readonly [low: number, high: number] {
  if (low !== high) return [low, high];
  const width = Math.max(1, Math.abs(low) / 5) / bins;
  const first = low - (Math.floor(bins / 2) + 0.5) * width;
  return [first, first + bins * width];
}
