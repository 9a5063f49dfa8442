import { expect, test } from "vitest";
import { assumedSpread, measuredSpread, powerPlan, predictNarrowing } from "../../lib/study/power-plan";
import { varianceComponents } from "../../lib/statistics/variance-components";
import { patientsAndTrainings } from "../../lib/statistics";
import { twoArmsDifferences } from "../statistics/two-arms";

test("powerPlan() says that a second division into folds helps most, and what more patients give", () => {
  const sizes = powerPlan({ count: 200 }, { classes: 2, folds: 5, repeats: 10, ofFold: 10 });
  expect(sizes.map((s) => s.repeats)).toEqual([1, 2, 3, 5, 10]);
  expect(sizes.map((s) => s.trials)).toEqual([50, 100, 150, 250, 500]);
  const gains = sizes.map((s) => s.detectable);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
  // the simulated worlds "seeds" and "own" have half widths of 0.106 and 0.125 with one, 0.065 and 0.076 with two
  expect(sizes[0]!.halfWidth).toBeGreaterThan(0.106);
  expect(sizes[0]!.halfWidth).toBeLessThan(0.125);
  expect(sizes[1]!.halfWidth).toBeGreaterThan(0.065);
  expect(sizes[1]!.halfWidth).toBeLessThan(0.076);
  expect(
    powerPlan({ count: 2000 }, { classes: 2, folds: 5, repeats: 10, ofFold: 10 })[4]?.detectable,
  ).toBeLessThan(gains[4] ?? 0);
});

test("predictNarrowing() prefers repeats while trainings spread, patients once they are averaged out", () => {
  const early = predictNarrowing({ count: 200 }, { classes: 2, folds: 5, repeats: 1 });
  expect(early.repeat).toBeGreaterThan(early.patients);
  const late = predictNarrowing({ count: 200 }, { classes: 2, folds: 5, repeats: 50 });
  expect(late.patients).toBeGreaterThan(late.repeat);
});

test("a plan from what a study has shown is that study's own interval", () => {
  const components = varianceComponents(twoArmsDifferences);
  const [, two] = powerPlan(
    { count: 60 },
    { classes: 2, folds: 5, repeats: 2, ofFold: 1 },
    measuredSpread(components),
  );
  const own = patientsAndTrainings(components);
  expect(two!.halfWidth / (own.high - own.mean)).toBeGreaterThan(0.9);
  expect(two!.halfWidth / (own.high - own.mean)).toBeLessThan(1.1);
});

test("a plan takes patients for the unit: more images of each promise nothing, nor do patients not tested yet", () => {
  const once = measuredSpread(varianceComponents(twoArmsDifferences));
  const slices = twoArmsDifferences.flatMap((a) => [a, { ...a, image: `${a.image} again` }]);
  const twice = measuredSpread(varianceComponents(slices));
  expect(twice.perPatient).toBeCloseTo(once.perPatient, 9);
  const begun = varianceComponents(twoArmsDifferences.filter(({ repeat, fold }) => repeat === 0 && fold < 3));
  expect(begun.counts.patients).toBeLessThan(60);
  expect(measuredSpread(begun).perPatient / begun.counts.patients).toBeCloseTo(begun.patientsOfOneRepeat, 12);
});

test("without any spread of trainings repeats take away only what is not the patients' own", () => {
  const still = { ...assumedSpread, trainings: 0, perPatient: 0.1, lasting: 0.1 };
  expect(
    powerPlan({ count: 200 }, { classes: 2, folds: 5, repeats: 5, ofFold: 1 }, still)[3]!.halfWidth,
  ).toBeCloseTo(1.96 * Math.sqrt(0.1 / 200), 2);
});

test("powerPlan() counts a study's classes: six leave fewer degrees of freedom of 45 patients in 5 folds", () => {
  const halfWidth = (classes: number): number =>
    powerPlan({ count: 45 }, { classes, folds: 5, repeats: 2, ofFold: 1 })[1]!.halfWidth;
  expect(halfWidth(6)).toBeGreaterThan(1.01 * halfWidth(2));
});
