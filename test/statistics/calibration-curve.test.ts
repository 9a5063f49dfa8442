import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brier, calibrationCurve } from "../../lib/statistics/calibration-curve";

describe("calibration", () => {
  const predictions = [0.1, 0.2, 0.6, 0.9].map((probability, i) => ({
    probability,
    label: (i > 1 ? 1 : 0) as 0 | 1,
  }));

  test("brier() is the mean squared distance", () => {
    expect(brier(predictions)).toBeCloseTo((0.01 + 0.04 + 0.16 + 0.01) / 4, 12);
  });

  test("calibrationCurve() shares all predictions out, in the order of their probabilities", () => {
    const bins = calibrationCurve(predictions, 2);
    expect(bins).toEqual([
      { meanPredicted: expect.closeTo(0.15, 12), positives: 0, n: 2 },
      { meanPredicted: expect.closeTo(0.75, 12), positives: 2, n: 2 },
    ]);
    expect(calibrationCurve(predictions, 9)).toHaveLength(4);
  });

  test("of no predictions there is no curve; equal probabilities still fill every bin", () => {
    expect(calibrationCurve([])).toEqual([]);
    const equal = predictions.map((p) => ({ ...p, probability: 0.5 }));
    expect(calibrationCurve(equal, 2).map(({ meanPredicted, n }) => [meanPredicted, n])).toEqual([
      [0.5, 2],
      [0.5, 2],
    ]);
  });

  test("every prediction is counted once, with its label", () => {
    const some = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 9 }), (rows, count) => {
        const given = rows.map(([probability, isIn]) => ({ probability, label: (isIn ? 1 : 0) as 0 | 1 }));
        const bins = calibrationCurve(given, count);
        expect(bins.reduce((n, bin) => n + bin.n, 0)).toBe(given.length);
        expect(bins.reduce((n, bin) => n + bin.positives, 0)).toBe(given.filter((a) => a.label === 1).length);
        expect(
          bins.every((bin, i) => i === 0 || bin.meanPredicted >= bins[i - 1]!.meanPredicted - 1e-12),
        ).toBe(true);
      }),
    );
  });
});
