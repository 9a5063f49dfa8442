import { expect, it } from "vitest";
import { learningCurves } from "../../lib/figures";
import { drawFigure, rowsWith } from "./recipes";

it("learningCurves() draws both losses of each arm and marks the epoch that was kept", async () => {
  const epochs = [
    { epoch: 1, trainLoss: 0.7, validationLoss: 0.6, validationAccuracy: 0.5 },
    { epoch: 2, trainLoss: 0.5, validationLoss: 0.8, validationAccuracy: 0.6 },
  ];
  const figure = await drawFigure(
    learningCurves([{ name: "original", history: { epochs, bestEpoch: 1 } }], { n: "34 validation images" }),
  );
  const heights = (series: string) => rowsWith(figure, { series, panel: "original" }).map((row) => row["y"]);
  expect([heights("training"), heights("validation")]).toEqual([
    [0.7, 0.5],
    [0.6, 0.8],
  ]);
  expect(rowsWith(figure, { kind: "mark" }).map((row) => row["x"])).toEqual([1]);
  expect(figure.subtitle).toContain("34 validation images");
});
