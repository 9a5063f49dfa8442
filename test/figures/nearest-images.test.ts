import { describe, expect, it } from "vitest";
import { nearestDistances, nearestImages } from "../../lib/figures";
import { embedded } from "./embedded";
import { drawFigure, rowsWith } from "./recipes";
import { flat } from "./requests";

const near = (index: number[], distance: number[]) => ({ index, distance });
const inspected = {
  name: "normal",
  samples: flat([-1, 0, 1], 1),
  train: { ...flat([0.5, 1], 1), ids: ["a", "b"] },
  heldOut: { n: 2, origin: "validation part" },
  quality: {
    nearest: {
      synthetic: near([1, 0, 1], [3, 0.25, 0]),
      heldOut: near([0, 1], [1, 2]),
      medianSynthetic: 0.25,
      medianHeldOut: 1.5,
      ratio: 1 / 6,
      authPct: 0,
    },
  },
};

describe("nearestImages()", () => {
  it("nearestImages() sets the first samples above the training image that is nearest to each", async () => {
    const figure = await drawFigure(nearestImages([inspected], 2));
    expect(figure.data).toEqual([
      { label: "normal", index: 0, nearest: 1, distance: 3 },
      { label: "normal", index: 1, nearest: 0, distance: 0.25 },
    ]);
    const [samples, train] = await embedded(figure.svg);
    expect([samples?.[0]?.[0], train?.[0]?.[0]]).toEqual([0, 255]);
    expect(figure.subtitle).toContain("2 training images");
  });
});

describe("nearestDistances()", () => {
  it("nearestDistances() counts every sample and every held-out image, and says where those are from", async () => {
    const figure = await drawFigure(nearestDistances([inspected]));
    const counted = (series: string) =>
      rowsWith(figure, { series, panel: "normal" }).reduce((sum, row) => sum + Number(row["count"]), 0);
    expect([counted("synthetic"), counted("held-out real")]).toEqual([3, 2]);
    expect(figure.subtitle).toContain("3 synthetic, 2 held-out per class");
    expect(figure.subtitle).toContain("validation part");
  });
});
