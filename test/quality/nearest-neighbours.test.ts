import { describe, expect, it } from "vitest";
import { pixelVectors } from "../../lib/quality/images";
import { authPct, nearest, nearestNeighbours } from "../../lib/quality/nearest-neighbours";
import { rowsAt, vectors } from "../../lib/ml/vectors";
import { golden, phantoms, X, Y } from "./golden";

const places = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe("nearest neighbours", () => {
  it("nearest() finds the neighbours and Euclidean distances that scikit-learn finds", () => {
    expect(nearest(Y, X).index).toEqual(golden.authPct.nn_real);
    const { distance } = nearest(Y, rowsAt(X, places(0, 10)));
    distance.forEach((d, i) => expect(d).toBeCloseTo(golden.nearestToTrain[i]!, 12));
  });

  it("authPct() is 41.67 on the golden array and lower with planted copies", () => {
    expect(authPct(nearest(Y, X), X)).toBeCloseTo(golden.authPct.value, 10);
    const values = Float64Array.from(Y.values);
    for (let k = 0; k < 36; k++) values[k] = X.values[k]! + 1e-3;
    expect(authPct(nearest({ ...Y, values }, X), X)).toBeCloseTo(golden.authPct.copies_case.value, 10);
  });

  it("authPct() does not count a tie as authentic", () => {
    const train = vectors([[0], [1]]);
    expect(authPct(nearest(vectors([[2], [3.5]]), train), train)).toBe(50);
  });

  it("nearestNeighbours() finds copies at distance 0, as near as float32 pixels are", () => {
    const train = pixelVectors(phantoms().normal);
    const heldOut = pixelVectors(phantoms().lesion);
    const copies = nearestNeighbours({ ...train, values: train.values.slice() }, train, heldOut);
    expect(copies.synthetic.index).toEqual(places(0, 64));
    expect(copies.medianSynthetic).toBe(0);
    expect(copies.ratio).toBe(0);
    expect(copies.authPct).toBe(0);
    expect(nearestNeighbours(heldOut, train, heldOut).ratio).toBe(1);
  });
});
