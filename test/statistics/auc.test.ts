import fc from "fast-check";
import { expect, test } from "vitest";
import { auc, hanleyMcNeil } from "../../lib/statistics/auc";
import { delong } from "../../lib/statistics/delong";
import golden from "../golden/auc.json";

test("auc() equals scikit-learn's area, ties counting half", () => {
  for (const { y, s, auc: area } of golden.auc) expect(auc(s, y).auc).toBeCloseTo(area, 12);
  const { y, score_a, score_b } = golden.delong;
  expect(auc(score_a, y).auc).toBeCloseTo(golden.delong.auc[0] ?? NaN, 12);
  expect(auc(score_b, y).auc).toBeCloseTo(golden.delong.auc[1] ?? NaN, 12);
});

test("hanleyMcNeil() equals the reference's standard error", () => {
  const { auc: area, m, n, se } = golden.hanleyMcNeil;
  expect(hanleyMcNeil(area, m, n)).toBeCloseTo(se, 12);
});

test("auc() counts pairs: the definition by brute force", () => {
  const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), {
    minLength: 4,
    maxLength: 30,
  });
  fc.assert(
    fc.property(cases, (rows) => {
      const [up, down] = [true, false].map((side) => rows.filter(([, l]) => l === side).map(([s]) => s));
      fc.pre(up !== undefined && down !== undefined && up.length > 0 && down.length > 0);
      const wins = up.flatMap((a): number[] => down.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
      const { auc: area } = auc(
        rows.map(([s]) => s),
        rows.map(([, l]) => (l ? 1 : 0)),
      );
      expect(area).toBeCloseTo(wins.reduce((a, b) => a + b, 0) / wins.length, 12);
    }),
  );
});

test("auc() and delong() refuse a score of NaN, which has no rank", () => {
  const labels = [0, 1, 0, 1];
  expect(() => auc([0.1, NaN, 0.3, 0.4], labels)).toThrow("NaN as the score of image 1 of 4");
  expect(() => delong(labels, labels, [0, 1, NaN, 1])).toThrow("NaN as the score of image 2");
  expect(() => delong(labels, [NaN, 1, 0, 1], labels)).toThrow("NaN as the score of image 0");
});

test("auc() gives an interval at whose ends the area lies 1.96 standard errors away", () => {
  const scores = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + (i < 50 ? 0 : 30));
  const labels = scores.map((_, i) => (i < 50 ? 0 : 1));
  const { auc: area, low, high } = auc(scores, labels);
  expect(low).toBeLessThan(area);
  expect((area - low) / hanleyMcNeil(low, 50, 50)).toBeCloseTo(1.959964, 5);
  expect((high - area) / hanleyMcNeil(high, 50, 50)).toBeCloseTo(1.959964, 5);
});

test("auc() keeps an honest interval where the classes are told without error", () => {
  const { auc: area, low, high } = auc([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 1, 1, 1, 1]);
  expect([area, high]).toEqual([1, 1]);
  expect(low).toBeGreaterThan(0.4);
  expect(low).toBeLessThan(0.9);
});
