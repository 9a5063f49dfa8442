import { describe, expect, test } from "vitest";
import { otherDataSets, patientsAndTrainings } from "../../lib/statistics/patients-and-trainings";
import { varianceComponents } from "../../lib/statistics/variance-components";
import { twoArms, twoArmsDifferences } from "./two-arms";

describe("patientsAndTrainings()", () => {
  test("equals the reference: two repeats, and the first alone", () => {
    const { variance, df, interval } = twoArms.patients_and_trainings;
    const both = patientsAndTrainings(varianceComponents(twoArmsDifferences));
    expect(both.standardError ** 2).toBeCloseTo(variance, 12);
    expect(both.df).toBeCloseTo(df, 9);
    expect([both.low, both.high]).toEqual(interval.map((end) => expect.closeTo(end, 9)));
    const first = patientsAndTrainings(varianceComponents(twoArmsDifferences.filter((a) => a.repeat === 0)));
    expect(first.standardError ** 2).toBeCloseTo(twoArms.first_repeat_only.variance, 12);
    expect(first.df).toBe(twoArms.first_repeat_only.df);
    expect(first.high - first.mean).toBeCloseTo(twoArms.first_repeat_only.half, 9);
  });

  test("has p 0.05 where its interval ends at 0", () => {
    const components = varianceComponents(twoArmsDifferences);
    const { low } = patientsAndTrainings(components);
    const shifted = { ...components, estimate: components.estimate - low };
    expect(patientsAndTrainings(shifted).p).toBeCloseTo(0.05, 9);
  });

  test("without trainings' part is the patients' variance, with the degrees of freedom of both", () => {
    const components = { ...varianceComponents(twoArmsDifferences), trainings: 0 };
    const test = patientsAndTrainings(components);
    expect(test.standardError ** 2).toBeCloseTo(components.patients, 12);
    expect(test.df).toBeLessThan(58); // not infinite: the part is 0 by chance
  });

  test("refuses a variance of NaN, which is no interval of width 0", () => {
    const components = { ...varianceComponents(twoArmsDifferences), patients: NaN };
    expect(() => patientsAndTrainings(components)).toThrow("a standard error of NaN");
  });

  test("makes no test where nothing varies", () => {
    const equal = twoArmsDifferences.map((one) => ({ ...one, difference: 0 }));
    expect(patientsAndTrainings(varianceComponents(equal))).toMatchObject({ mean: 0, p: 1, low: 0, high: 0 });
    const shifted = twoArmsDifferences.map((one) => ({ ...one, difference: 1 }));
    expect(patientsAndTrainings(varianceComponents(shifted))).toMatchObject({ mean: 1, p: undefined });
  });
});

test("with two folds the trainings' part comes from the crossing of patients with repeats", () => {
  const two = twoArmsDifferences.map((one) => ({ ...one, fold: one.fold % 2 }));
  const components = varianceComponents(two);
  const { crossed, patients, counts } = components;
  expect(counts).toMatchObject({ folds: 2, repeats: 2 });
  expect(patientsAndTrainings(components).standardError ** 2).toBeCloseTo(
    patients + crossed!.variance / 4,
    12,
  );
  expect(crossed!.variance).not.toBeCloseTo(components.trainings, 4);
});

describe("otherDataSets()", () => {
  test("equals the reference", () => {
    const test = otherDataSets(varianceComponents(twoArmsDifferences), 5);
    expect(test.high - test.mean).toBeCloseTo(twoArms.other_half["other data sets"]!, 9);
  });
});
