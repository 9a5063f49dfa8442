import type { Counts } from "../evaluation/counts";
import { chart } from "./chart";
import { widest, type Figure, type FigureRequest, type Row } from "./figure";
import { percent } from "./numbers";
import { ink } from "./style";

/**
 * Which mistakes does each classifier make? One 2x2 table an arm: images of each true class by what was predicted, the
 * count large, its share of the true class below and as the colour.
 *
 * @param arms one to four tables side by side; results of `evaluate` are such
 * @param classes the names of the negative and the positive class
 * @returns a chart at most 720 pixels wide
 */
export async function confusion({
  arms,
  classes,
  ...request
}: FigureRequest & {
  readonly arms: readonly { readonly name: string; readonly counts: Counts }[];
  readonly classes: readonly [negative: string, positive: string];
}): Promise<Figure> {
  const [negative, positive] = classes;
  const rows: Row[] = arms.flatMap(
    ({ name, counts: { truePositive: tp, falsePositive: fp, trueNegative: tn, falseNegative: fn } }) => {
      const cell = (actual: string, predicted: string, count: number, of: number): Row => ({
        arm: name,
        actual,
        predicted,
        count,
        rate: of === 0 ? 0 : count / of,
        share: of === 0 ? "none" : percent(count / of, 0),
      });
      return [
        cell(positive, positive, tp, tp + fn),
        cell(positive, negative, fn, tp + fn),
        cell(negative, positive, fp, fp + tn),
        cell(negative, negative, tn, fp + tn),
      ];
    },
  );
  const order = [positive, negative];
  const side = Math.min(190, Math.floor((widest - 70 - 46 * arms.length) / arms.length));
  const color = { condition: { test: "datum.rate > 0.55", value: "#ffffff" }, value: ink.title };
  const axis = { domain: false, ticks: false, labelAngle: 0 };
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
        title: i === 0 ? "actual" : null,
        axis: i === 0 ? { ...axis, labelAngle: -90, labelAlign: "center" } : { ...axis, labels: false },
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
        mark: { type: "text", fontSize: 22, fontWeight: "bold", dy: -7 },
        encoding: { text: { field: "count" }, color },
      },
      { mark: { type: "text", fontSize: 11, dy: 14 }, encoding: { text: { field: "share" }, color } },
    ],
  });
  return chart({ ...request, rows, marks: { hconcat: arms.map((a, i) => view(a.name, i)), spacing: 20 } });
}
