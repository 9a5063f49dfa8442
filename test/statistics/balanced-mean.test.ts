import { expect, test } from "vitest";
import { range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import { balancedMean } from "../../lib/statistics/balanced-mean";
import { varianceComponents } from "../../lib/statistics/variance-components";
import { twoArmsDifferences } from "./two-arms";

const of = (patient: string, label: number, value: number) => ({ patient, label, value });

test("balancedMean() counts each class alike", () => {
  const values = [of("a", 0, 1), of("b", 0, 1), of("c", 0, 1), of("d", 1, 0)];
  expect(balancedMean(values).mean).toBe(0.5);
});

test("balancedMean() has the interval of the patients' variance", () => {
  // one fold that holds everything: the variance of variance-components' cells, here with one cell per class
  const first = twoArmsDifferences.filter(({ repeat }) => repeat === 0);
  const one = balancedMean(first.map(({ patient, label, difference }) => of(patient, label, difference)));
  const folds = varianceComponents(first);
  expect(one.mean).toBeCloseTo(folds.estimate, 9);
  expect((one.high - one.low) / (4 * Math.sqrt(folds.patients))).toBeGreaterThan(0.8);
  expect((one.high - one.low) / (4 * Math.sqrt(folds.patients))).toBeLessThan(1.3);
});

test("balancedMean() takes patients for the unit: images repeated change nothing", () => {
  const random = stream(1, "balanced mean");
  const values = range(30).map((i) => of(String(i), i % 2, random.normal()));
  const once = balancedMean(values);
  const thrice = balancedMean(values.flatMap((value) => [value, value, value]));
  expect(thrice.low).toBeCloseTo(once.low, 12);
  expect(thrice.high).toBeCloseTo(once.high, 12);
});

test("balancedMean() covers the mean of new patients in about 95 % of samples", () => {
  const random = stream(2, "coverage");
  const isCovered = range(400).filter(() => {
    const { low, high } = balancedMean(
      range(24).map((i) => of(String(i), i % 3 === 0 ? 1 : 0, random.normal())),
    );
    return low <= 0 && high >= 0;
  });
  expect(isCovered.length / 400).toBeGreaterThan(0.92);
  expect(isCovered.length / 400).toBeLessThan(0.985);
});

test("balancedMean() does not take a class of one patient for known", () => {
  const many = range(40).map((i) => of(String(i), 0, i % 2));
  const slices = range(5).map(() => of("only", 1, 1));
  expect(balancedMean([...many, ...slices])).toEqual({ mean: 0.75, low: -Infinity, high: Infinity });
  expect(balancedMean([...many, ...slices, of("second", 1, 0)]).low).toBeGreaterThan(-1);
});

test("balancedMean() says nothing from one patient per class", () => {
  expect(balancedMean([of("a", 0, 1), of("b", 1, 0)])).toEqual({ mean: 0.5, low: -Infinity, high: Infinity });
});
