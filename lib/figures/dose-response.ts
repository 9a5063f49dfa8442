import type { DoseCurve } from "../evaluation/doses/dose-curves";
import { chart } from "./chart";
import type { Drawing } from "./drawing";
import type { Row, Spec } from "./figure";
import { countImages, type StudySize } from "./study-differences";
import { colours, ink } from "./vega-config";

/**
 * What each dose of synthetic images gains in balanced accuracy against dose 0, in points, with its interval: one panel
 * per family, doses evenly spaced.
 * @returns words where no dose has been compared yet
 */
export function doseResponse(
  results: (StudySize & { readonly doseCurves: readonly DoseCurve[] }) | undefined,
): Drawing | string {
  const rows = (results?.doseCurves ?? []).flatMap(({ base, points }): Row[] => {
    const tested = points.flatMap(({ dose, test }): Row[] =>
      test
        ? [
            {
              panel: `against ${base}`,
              dose: String(dose),
              value: 100 * test.mean,
              low: 100 * test.low,
              high: 100 * test.high,
            },
          ]
        : [],
    );
    const none: Row = { panel: `against ${base}`, dose: "0", value: 0, low: 0, high: 0 };
    return tested.length === 0 ? [] : [none, ...tested];
  });
  if (results === undefined || rows.length === 0) return "no dose compared yet";
  const panels = [...new Set(rows.map((row) => String(row["panel"])))];
  const order = [...new Set(rows.map((row) => String(row["dose"])))].sort((a, b) => Number(a) - Number(b));
  const most = Math.max(5, ...rows.flatMap((r) => [Math.abs(Number(r["low"])), Math.abs(Number(r["high"]))]));
  const end = Math.min(100, Math.ceil(most / 5) * 5);
  return chart({
    name: "05-study-doses",
    title: "What synthetic images gain, by their number",
    n: countImages(results),
    note: "95 % intervals by patients and trainings, each against dose 0; not chosen by this curve",
    rows,
    marks: { hconcat: panels.map((panel) => panelOf(panel, order, end, panels.length)), spacing: 30 },
  });
}

function panelOf(panel: string, order: readonly string[], end: number, panels: number): Spec {
  const x = {
    field: "dose",
    type: "ordinal",
    sort: order,
    title: "synthetic images per original one",
    scale: { domain: order },
    axis: { labelAngle: 0 },
  };
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: "points of balanced accuracy",
    scale: { domain: [-end, end], clamp: true },
  });
  const transform = [{ filter: { field: "panel", equal: panel } }];
  const color = { value: colours[0] };
  return {
    title: { text: panel, fontSize: 12, offset: 4, frame: "group" },
    width: panels === 1 ? 520 : 250,
    height: 220,
    layer: [
      {
        mark: { type: "rule", strokeDash: [4, 3], color: ink.rule },
        encoding: { y: { ...y("low"), field: undefined, datum: 0 } },
      },
      {
        transform,
        mark: { type: "line", strokeWidth: 1.2, opacity: 0.5 },
        encoding: { x, y: y("value"), color },
      },
      {
        transform,
        mark: { type: "rule", strokeWidth: 2.5, opacity: 0.75 },
        encoding: { x, y: y("low"), y2: { field: "high" }, color },
      },
      {
        transform,
        mark: { type: "point", filled: true, size: 80, opacity: 1 },
        encoding: { x, y: y("value"), color },
      },
    ],
  };
}
