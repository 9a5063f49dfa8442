import { sum } from "../core/arrays";
import type { ConfusionMatrix } from "../evaluation/confusion-matrix";
import { chart } from "./chart";
import type { Drawing, FigureRequest } from "./drawing";
import { widest, type Row } from "./figure";
import { formatPercent } from "./format-number";
import { ink } from "./vega-config";

/**
 * Confusion matrices. One table per arm: images of each true class by predicted class, the
 * count large, its share of the true class below and as the colour.
 *
 * @param arms one to four tables, side by side as far as their classes leave room; results of `evaluate` are such
 * @param classes the classes' names by label; of two the second, positive one is shown first
 * @returns a chart at most 720 pixels wide
 */
export function confusion({
  arms,
  classes,
  ...request
}: FigureRequest & {
  readonly arms: readonly { readonly name: string; readonly matrix: ConfusionMatrix }[];
  readonly classes: readonly string[];
}): Drawing {
  const rows: Row[] = arms.flatMap(({ name, matrix }) =>
    matrix.flatMap((counts, actual) => {
      const of = sum(counts);
      return counts.map((count, predicted): Row => ({
        arm: name,
        actual: classes[actual] ?? "",
        predicted: classes[predicted] ?? "",
        count,
        rate: of === 0 ? 0 : count / of,
        share: of === 0 ? "none" : formatPercent(count / of, 0),
      }));
    }),
  );
  const order = classes.length === 2 ? [...classes].reverse() : classes;
  const columns = Math.min(arms.length, Math.max(1, Math.floor(8 / classes.length)));
  const side = Math.min(
    Math.max(190, 90 * classes.length),
    Math.floor((widest - 70 - 46 * columns) / columns),
  );
  const cell = side / classes.length;
  const isLarge = cell >= 44;
  const color = { condition: { test: "datum.rate > 0.55", value: "#ffffff" }, value: ink.title };
  const axis = { domain: false, ticks: false, labelAngle: 0, labelLimit: cell - 4 };
  const view = (name: string, i: number) => ({
    title: { text: name, fontSize: 12, offset: 6, frame: "group", anchor: "middle" },
    width: side,
    height: side,
    transform: [{ filter: { field: "arm", equal: name } }],
    encoding: {
      x: { field: "predicted", type: "nominal", sort: order, title: "predicted", axis },
      y: {
        field: "actual",
        type: "nominal",
        sort: order,
        title: i % columns === 0 ? "actual" : null,
        axis:
          i % columns === 0 ? { ...axis, labelAngle: -90, labelAlign: "center" } : { ...axis, labels: false },
      },
    },
    layer: [
      {
        mark: { type: "rect", stroke: "#ffffff", strokeWidth: 2 },
        encoding: {
          color: {
            field: "rate",
            type: "quantitative",
            legend: null,
            scale: { domain: [0, 1], range: ["#eef4fa", "#0b4f8a"] },
          },
        },
      },
      {
        mark: { type: "text", fontSize: isLarge ? 22 : 13, fontWeight: "bold", dy: isLarge ? -7 : 0 },
        encoding: { text: { field: "count" }, color },
      },
      ...(isLarge
        ? [{ mark: { type: "text", fontSize: 11, dy: 14 }, encoding: { text: { field: "share" }, color } }]
        : []),
    ],
  });
  return chart({
    ...request,
    rows,
    marks: { concat: arms.map((a, i) => view(a.name, i)), columns, spacing: 20 },
  });
}
