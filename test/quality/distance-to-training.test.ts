import { describe, expect, it } from "vitest";
import { pixelVectors } from "../../lib/quality/images";
import { authPct, distanceToTraining } from "../../lib/quality/distance-to-training";
import { nearestNeighbours } from "../../lib/ml/nearest-neighbours";
import { vectors } from "../../lib/ml/vectors";
import { golden, phantoms, X, Y } from "./golden";

const indices = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe("distance to training images", () => {
  it("authPct() is 41.67 on the golden array and lower with planted copies", () => {
    expect(authPct(nearestNeighbours(Y, X), X)).toBeCloseTo(golden.authPct.value, 10);
    const values = Float64Array.from(Y.values);
    for (let k = 0; k < 36; k++) values[k] = X.values[k]! + 1e-3;
    expect(authPct(nearestNeighbours({ ...Y, values }, X), X)).toBeCloseTo(
      golden.authPct.copies_case.value,
      10,
    );
  });

  it("authPct() does not count a tie as authentic", () => {
    const train = vectors([[0], [1]]);
    expect(authPct(nearestNeighbours(vectors([[2], [3.5]]), train), train)).toBe(50);
  });

  it("distanceToTraining() finds copies at distance 0, as near as float32 pixels are", () => {
    const train = pixelVectors(phantoms().normal);
    const heldOut = pixelVectors(phantoms().lesion);
    const copies = distanceToTraining({ ...train, values: train.values.slice() }, train, heldOut);
    expect(copies.synthetic.index).toEqual(indices(0, 64));
    expect(copies.medianSynthetic).toBe(0);
    expect(copies.ratio).toBe(0);
    expect(copies.authPct).toBe(0);
    expect(distanceToTraining(heldOut, train, heldOut).ratio).toBe(1);
  });

  it("distanceToTraining() refuses other dimensions and NaN", () => {
    expect(() => distanceToTraining(X, Y, vectors([[1]]))).toThrow("dimension 1 and 6");
    expect(() => distanceToTraining(vectors([[NaN]]), vectors([[1]]), vectors([[1]]))).toThrow("not finite");
  });
});
