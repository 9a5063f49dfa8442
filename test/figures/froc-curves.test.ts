import { expect, test } from "vitest";
import { frocCurves } from "../../lib/figures";
import { request, source } from "./requests";

const point = (falsePositivesPerSlice: number, sensitivity: number) => ({
  threshold: 0.5,
  falsePositivesPerSlice,
  sensitivity,
});

test("a FROC curve goes in steps from nothing, and ends at the right edge or with its last detection", async () => {
  const figure = await frocCurves({
    ...request,
    at: 1,
    most: 2,
    detectors: [
      { name: "few", iou: 0.5, points: [point(0, 0.25), point(0.5, 0.25), point(0.5, 0.75)] },
      { name: "many", iou: 0.5, points: [point(1, 0.5), point(3, 1)] },
      { name: "few", iou: 0.25, points: [point(0, 1)] },
    ],
  })(source);
  const stairs = (series: string, panel: string) =>
    figure.data
      .filter(
        (row) => row["kind"] === "curve" && row["series"] === series && String(row["panel"]).includes(panel),
      )
      .map((row) => [row["x"], row["y"]]);
  expect(stairs("few", "0.5")).toEqual([
    [0, 0],
    [0, 0.25],
    [0.5, 0.25],
    [0.5, 0.75],
  ]);
  expect(stairs("many", "0.5")).toEqual([
    [0, 0],
    [1, 0],
    [1, 0.5],
    [2, 0.5], // what comes at 3 lies beyond the edge
  ]);
  expect(stairs("few", "0.25")).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(figure.data.filter((row) => row["kind"] === "mark").map((row) => row["x"])).toEqual([1, 1]);
});
