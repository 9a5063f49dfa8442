import { expect, test } from "vitest";
import { addOverlaps, countOverlap, overlapMeasures } from "../../../lib/evaluation/segmentation/overlap";

const bits = (text: string): Uint8Array => Uint8Array.from(text, Number);
const of = (predicted: string, truth: string): Record<string, number | undefined> =>
  Object.fromEntries(overlapMeasures.map((m) => [m.key, m.of(countOverlap(bits(predicted), bits(truth)))]));

test("overlap by hand", () => {
  expect(of("1100", "1010")).toEqual({ dice: 0.5, sensitivity: 0.5, ppv: 0.5, specificity: 0.5 });
  expect(of("11100000", "11000000")).toEqual({ dice: 0.8, sensitivity: 1, ppv: 2 / 3, specificity: 5 / 6 });
});

test("both empty is agreement, one empty is none, and a share of nothing has no value", () => {
  expect(of("0000", "0000")).toEqual({ dice: 1, sensitivity: undefined, ppv: undefined, specificity: 1 });
  expect(of("0000", "1000")).toMatchObject({ dice: 0, sensitivity: 0, ppv: undefined });
  expect(of("1000", "0000")).toMatchObject({ dice: 0, sensitivity: undefined, ppv: 0 });
});

test('the paper\'s column "specificity" follows from its Dice and sensitivity as the predictive value', () => {
  const ppv = (dice: number, sensitivity: number): number => (dice * sensitivity) / (2 * sensitivity - dice);
  expect(ppv(0.78, 0.96)).toBeCloseTo(0.657, 3); // printed 0.67
  expect(ppv(0.88, 0.87)).toBeCloseTo(0.89, 3); // printed 0.89
});

test("pooled counts are sums", () => {
  const [a, b] = [countOverlap(bits("1100"), bits("1010")), countOverlap(bits("0001"), bits("0001"))];
  expect(addOverlaps([a, b])).toEqual({
    truePositive: 2,
    falsePositive: 1,
    trueNegative: 4,
    falseNegative: 1,
  });
});
