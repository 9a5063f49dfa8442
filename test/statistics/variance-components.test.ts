import { describe, expect, test } from "vitest";
import { mean, range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import type { PredictionDifference } from "../../lib/statistics/prediction-difference";
import { varianceComponents } from "../../lib/statistics/variance-components";
import { twoArms, twoArmsDifferences } from "./two-arms";

describe("varianceComponents()", () => {
  test("equals the reference of 60 patients, five folds twice over, two seeds", () => {
    const found = varianceComponents(twoArmsDifferences);
    expect(found.estimate).toBeCloseTo(twoArms.estimate, 12);
    expect(found.folds).toBeCloseTo(twoArms.between_folds_B, 12);
    expect(found.patientsOfOneRepeat).toBeCloseTo(twoArms.patient_variance_one_repeat, 12);
    expect(found.patients).toBeCloseTo(twoArms.patient_variance, 12);
    expect(found.trainings).toBeCloseTo(twoArms.training_variance, 12);
    expect(found.counts).toEqual({ patients: 60, classes: 2, folds: 5, repeats: 2 });
  });

  test("of one repeat equals the reference, its patients' part being that of the repeat", () => {
    const found = varianceComponents(twoArmsDifferences.filter(({ repeat }) => repeat === 0));
    expect(found.patients).toBeCloseTo(twoArms.bayle_first_repeat.variance, 12);
    expect(found.folds).toBeCloseTo(twoArms.first_repeat_only.between_folds_B, 12);
    expect(found.trainings).toBeCloseTo(twoArms.first_repeat_only.training_variance, 12);
  });

  test("counts patients, not images: each image three times changes nothing", () => {
    const thrice = twoArmsDifferences.flatMap((one) =>
      range(3).map((i) => ({ ...one, image: `${one.image} ${i}` })),
    );
    const [once, many] = [varianceComponents(twoArmsDifferences), varianceComponents(thrice)];
    for (const part of ["estimate", "patients", "patientsOfOneRepeat", "folds", "trainings"] as const)
      expect(many[part]).toBeCloseTo(once[part], 12);
  });

  test("does not depend on the order of the differences", () => {
    const shuffled = stream(1, "order").shuffle(twoArmsDifferences);
    expect(varianceComponents(shuffled).patients).toBeCloseTo(twoArms.patient_variance, 12);
    expect(varianceComponents(shuffled).folds).toBeCloseTo(twoArms.between_folds_B, 12);
  });

  test("a patient with images of both classes is one patient: what his images share adds up", () => {
    const random = stream(2, "both classes");
    const drawn = (isOne: boolean): PredictionDifference[] =>
      range(200).flatMap((i) => {
        const fold = i % 5;
        const own = random.normal();
        return [0, 1].map((label) => ({
          image: `${i} ${label}`,
          patient: isOne ? `${i}` : `${i} ${label}`,
          label,
          repeat: 0,
          fold,
          difference: own,
        }));
      });
    const [together, apart] = [true, false].map((isOne) =>
      mean(range(40).map(() => varianceComponents(drawn(isOne)).patients)),
    );
    expect(together! / apart!).toBeGreaterThan(1.9); // the variance of a sum of two equal parts is twice that of independent ones
    expect(together! / (1 / 200)).toBeCloseTo(1, 1);
  });

  test("finds planted components on average: of patients, of trainings", () => {
    const random = stream(3, "planted components");
    const patients = 100;
    const [patientSd, trainingSd] = [0.8, 0.3];
    const studies = range(300).map(() => {
      const own = random.normals(patients);
      return varianceComponents(
        range(3).flatMap((repeat) => {
          const order = random.shuffle(range(patients));
          const trained = range(5).map(() => random.normal() * trainingSd);
          return order.map((i, at) => ({
            image: String(i),
            patient: String(i),
            label: i % 2,
            repeat,
            fold: Math.floor(at / 2) % 5,
            difference: patientSd * own[i]! + trained[Math.floor(at / 2) % 5]!,
          }));
        }),
      );
    });
    expect(mean(studies.map((s) => s.patients)) / (patientSd ** 2 / patients)).toBeCloseTo(1, 1);
    const untruncated = mean(studies.map((s) => s.folds - 5 * s.patientsOfOneRepeat));
    expect(Math.abs(untruncated / trainingSd ** 2 - 1)).toBeLessThan(0.1); // 3 % is one standard error
  });

  test("is right about patients where a fold has only two of a class", () => {
    const random = stream(4, "many folds");
    const studies = range(200).map(() => {
      const own = random.normals(40);
      return varianceComponents(
        range(2).flatMap((repeat) =>
          [0, 1].flatMap((label) =>
            random.shuffle(range(20)).map((i, at) => ({
              image: `${label} ${i}`,
              patient: `${label} ${i}`,
              label,
              repeat,
              fold: at % 10,
              difference: own[2 * i + label]!,
            })),
          ),
        ),
      );
    });
    expect(mean(studies.map((s) => s.patients)) * 40).toBeCloseTo(1, 1);
  });

  test("refuses one fold, and a fold without a class", () => {
    const inFold = (fold: number): PredictionDifference[] =>
      twoArmsDifferences.filter((a) => a.fold === fold);
    expect(() => varianceComponents(inFold(0))).toThrow(/1 fold, expected at least two/);
    const without = [...inFold(0), ...inFold(1).filter(({ label }) => label === 0)];
    expect(() => varianceComponents(without)).toThrow(/no prediction of class 1 in fold 1/);
  });
});
