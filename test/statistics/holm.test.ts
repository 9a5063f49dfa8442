import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holm } from "../../lib/statistics/holm";
import { golden } from "./golden";

describe("holm()", () => {
  test.each([golden.holm, golden.holm_ties])("adjusts $p", ({ p, adjusted }) => {
    holm(p).forEach((value, i) => expect(value).toBeCloseTo(adjusted[i] ?? NaN, 12));
  });

  test("never falls with a larger p, and never exceeds 1", () => {
    expect(holm([0.5, 0.4, 0.9])).toEqual([1, 1, 1]);
    expect(holm([])).toEqual([]);
  });

  test("claims what Holm's steps claim, in the given order", () => {
    const some = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(some, (thousandths) => {
        const p = thousandths.map((x) => (x + 0.5) / 1000); // no p is at a step's limit
        const sorted = [...p].sort((a, b) => a - b);
        const firstKept = sorted.findIndex((value, i) => value > 0.05 / (p.length - i));
        const limit = firstKept < 0 ? Infinity : sorted[firstKept]!;
        expect(holm(p).map((adjusted) => adjusted <= 0.05)).toEqual(p.map((value) => value < limit));
      }),
    );
  });
});
