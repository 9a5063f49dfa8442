import { expect, test } from "vitest";
import { range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import { balancedMean } from "../../lib/statistics/balanced-mean";
import { balancedShare } from "../../lib/statistics/balanced-share";
import { wilson } from "../../lib/statistics/wilson";

const answers = (right: readonly number[]) =>
  right.map((value, i) => ({ patient: String(i), label: i % 2, value }));

test("balancedShare() of many patients is that of balancedMean(), near enough", () => {
  const random = stream(1, "share");
  const values = answers(range(2000).map(() => Number(random.next() < 0.7)));
  const [share, mean] = [balancedShare(values), balancedMean(values)];
  expect(share.mean).toBe(mean.mean);
  expect(share.low).toBeCloseTo(mean.low, 2);
  expect(share.high).toBeCloseTo(mean.high, 2);
});

test("balancedShare() does not leave [0, 1], where balancedMean() does", () => {
  const values = answers([...range(19).map(() => 1), ...range(3).map(() => 0)]);
  expect(balancedMean(values).high).toBeGreaterThan(1);
  const { mean, low, high } = balancedShare(values);
  expect(mean).toBeCloseTo(19 / 22, 12);
  expect(high).toBeLessThan(1);
  expect(low).toBeGreaterThan(0.6);
  expect(low).toBeLessThan(0.7); // Wilson's of 19 of 22: 0.667 to 0.953
});

test("balancedShare() of answers that are all right is about Wilson's interval, no point", () => {
  const { mean, low, high } = balancedShare(answers(range(22).map(() => 1)));
  expect([mean, high]).toEqual([1, 1]);
  expect(low).toBeLessThan(wilson(22, 22).low); // Student's quantile is larger
  expect(low).toBeGreaterThan(0.8);
  const thrice = range(3).flatMap(() => answers(range(22).map(() => 1)));
  expect(balancedShare(thrice).low).toBeCloseTo(low, 12); // patients, not images
});

test("balancedShare() covers the share of new patients in about 95 % of samples", () => {
  const random = stream(2, "coverage of shares");
  const covered = range(600).filter(() => {
    const { low, high } = balancedShare(answers(range(22).map(() => Number(random.next() < 0.9))));
    return low <= 0.9 && high >= 0.9;
  });
  expect(covered.length / 600).toBeGreaterThan(0.93);
});

test("balancedShare() says nothing of a class of one patient", () => {
  expect(balancedShare(answers([1, 0]))).toEqual({ mean: 0.5, low: -Infinity, high: Infinity });
});
