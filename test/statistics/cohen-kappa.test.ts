import { describe, expect, test } from "vitest";
import { wilson } from "../../lib/statistics/wilson";
import { cohenKappa } from "../../lib/statistics/cohen-kappa";

/** Two raters' answers from a table of counts: row of the first, column of the second. */
function ratings(table: readonly (readonly number[])[]): [first: string[], second: string[]] {
  const pairs = table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => [`${i}`, `${j}`] as const)),
  );
  return [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
}

describe("Cohen's kappa", () => {
  test("value and interval are those of statsmodels", () => {
    // statsmodels.stats.inter_rater.cohens_kappa: kappa, kappa_low, kappa_upp
    const two = cohenKappa(...ratings([[20, 5], [10, 15]])); // prettier-ignore
    expect([two.value, two.low, two.high].map((v) => v.toFixed(12))).toEqual(
      [0.4, 0.151092290476661, 0.6489077095233389].map((v) => v.toFixed(12)),
    );
    const three = cohenKappa(...ratings([[88, 14, 18], [10, 40, 10], [2, 6, 12]])); // prettier-ignore
    expect([three.value, three.low, three.high].map((v) => v.toFixed(12))).toEqual(
      [0.49152542372881347, 0.3915637020535469, 0.59148714540408].map((v) => v.toFixed(12)),
    );
    expect(three.n).toBe(200);
  });

  test("is 1 where both agree, -1 where they never do, unknown where nothing varies", () => {
    expect(cohenKappa(["r", "s", "r", "s"], ["r", "s", "r", "s"]).value).toBe(1);
    expect(cohenKappa(["r", "s", "r", "s"], ["s", "r", "s", "r"]).value).toBe(-1);
    expect(cohenKappa(["r", "r"], ["r", "r"])).toEqual({ value: NaN, low: -1, high: 1, n: 2 });
  });

  test("is no point where its variance is 0: all agreed on, none, or one rater with one answer to all", () => {
    const all = cohenKappa(["r", "s", "r", "s"], ["r", "s", "r", "s"]);
    expect([all.low, all.high]).toEqual([expect.closeTo(2 * wilson(4, 4).low - 1, 12), 1]);
    const none = cohenKappa(["r", "s", "r", "s"], ["s", "r", "s", "r"]);
    expect([none.low, none.high]).toEqual([-1, expect.closeTo(2 * wilson(0, 4).high - 1, 12)]);
    const constant = cohenKappa(["r", "r", "r", "r"], ["r", "s", "r", "s"]);
    expect(constant).toMatchObject({ value: 0, low: expect.closeTo(-constant.high, 12) as number });
    expect(constant.high).toBeCloseTo(2 * wilson(2, 4).high - 1, 12);
  });

  test("refuses lists of different lengths", () => {
    expect(() => cohenKappa(["r"], [])).toThrow(
      "Cannot compare two raters: 1 and 0 answers, expected as many of both. Give both raters' answers to the same items.",
    );
  });
});
