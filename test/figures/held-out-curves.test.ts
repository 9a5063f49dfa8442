import { expect, test } from "vitest";
import { heldOutCurves } from "../../lib/figures";
import { drawFigure, rowsWith } from "./recipes";

const look = (epoch: number, kid: number) => ({
  epoch,
  step: 5 * epoch,
  kid,
  kidError: 0.005,
  coverage: 0.4,
  coverageError: 0.1,
  c2st: 0.8,
  outputs: { train: 0, heldOut: 0, fake: 0, spread: 1 },
});
const ending = {
  why: "all epochs",
  kept: "best",
  usedEpoch: 20,
  usedStep: 100,
  bestEpoch: 20,
  bestStep: 100,
} as const;
const gan = { name: "normal", heldOut: [look(10, 1.6), look(20, 0.02), look(30, 0.03)], ending };

test("heldOutCurves() draws KID with what a standard error adds, coverage, and the best look", async () => {
  const drawing = heldOutCurves([gan], { n: "34 validation images" });
  if (typeof drawing === "string") throw new Error(drawing);
  const figure = await drawFigure(drawing);
  const heights = (series: string) =>
    rowsWith(figure, { kind: "curve", series }).map((row) => [row["x"], row["y"]]);
  expect(heights("KID")).toEqual([
    [20, 0.02],
    [30, 0.03],
  ]); // an untrained generator's is cut off
  expect(heights("KID + 1 standard error").map(([, y]) => Number(y).toFixed(3))).toEqual(["0.025", "0.035"]);
  expect(heights("coverage")).toHaveLength(3);
  expect(rowsWith(figure, { kind: "mark" }).map((row) => [row["x"], row["text"]])).toEqual([
    [20, "best, used"],
    [20, "best, used"],
  ]);
  expect(figure.subtitle).toContain("34 validation images");
});

test("heldOutCurves() shows the KID of a generator that has hardly learned, too", async () => {
  const drawing = heldOutCurves([{ name: "normal", heldOut: [look(2, 1.9), look(4, 1.6)], ending }], {
    n: "n",
  });
  if (typeof drawing === "string") throw new Error(drawing);
  expect(rowsWith(await drawFigure(drawing), { kind: "curve", series: "KID" })).toHaveLength(2);
});

test("heldOutCurves() draws a diffusion model's losses on validation and training images, by the amount of noise", async () => {
  const looks = [
    { epoch: 10, step: 20, train: [0.4, 0.2, 0.1, 0.1], heldOut: [0.5, 0.3, 0.1, 0.1] },
    { epoch: 20, step: 40, train: [0.2, 0.2, 0.1, 0.1], heldOut: [0.8, 0.4, 0.1, 0.3] },
  ];
  const drawing = heldOutCurves([{ name: "all classes", denoising: looks, ending }], { n: "n" });
  if (typeof drawing === "string") throw new Error(drawing);
  const figure = await drawFigure(drawing);
  const heights = (series: string) => rowsWith(figure, { kind: "curve", series }).map((row) => row["y"]);
  expect(heights("loss on validation images")).toEqual([0.4, 0.6, 0.1, 0.2].map((y) => expect.closeTo(y, 9)));
  expect(heights("loss on training images")).toEqual([0.3, 0.2, 0.1, 0.1].map((y) => expect.closeTo(y, 9)));
  expect(rowsWith(figure, { kind: "mark" })).toHaveLength(2);
});

test("heldOutCurves() says so where nothing was measured", () => {
  expect(heldOutCurves([{ name: "normal", heldOut: [] }], { n: "" })).toMatch(/nothing was measured/);
});
