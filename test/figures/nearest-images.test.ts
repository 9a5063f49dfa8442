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
  heldOut: { ...flat([0, -0.5], 1), n: 2, origin: "validation part" },
  quality: {
    nearest: {
      synthetic: near([1, 0, 1], [3, 0.25, 0]),
      heldOut: near([0, 1], [1, 2]),
    },
  },
  memorisation: {
    closest: [
      { sample: 2, rho: 0, training: 1, trainingDistance: 0, heldOut: 0, heldOutDistance: 1 },
      { sample: 1, rho: 0.5, training: 0, trainingDistance: 0.25, heldOut: 1, heldOutDistance: 0.75 },
      { sample: 0, rho: 0.75, training: 0, trainingDistance: 3, heldOut: 1, heldOutDistance: 0.5 },
    ],
  },
};

describe("nearestImages()", () => {
  it("nearestImages() sets the samples of the smallest rho above the training and the held-out image nearest to each", async () => {
    const figure = await drawFigure(nearestImages([inspected], 2));
    expect(figure.data).toEqual([
      { label: "normal", index: 2, nearest: 1, distance: 0, note: "0.00", other: 0, otherDistance: 1 },
      { label: "normal", index: 1, nearest: 0, distance: 0.25, note: "0.50", other: 1, otherDistance: 0.75 },
    ]);
    const [samples, train, heldOut] = await embedded(figure.svg);
    expect([samples?.[0]?.[0], train?.[0]?.[0], heldOut?.[0]?.[0]]).toEqual([255, 255, 128]);
    expect(figure.subtitle).toContain("2 training images, 2 held-out");
    for (const note of ["0.50", "0.25", "0.75"]) expect(figure.svg).toContain(note);
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
