import { describe, expect, test } from "vitest";
import { arms } from "../../lib/evaluation/arms";
import { armsOfStudy, findArm, studyableArms, trainingsOf } from "../../lib/evaluation/arms-of-study";

const names = (wanted: string): string[] => armsOfStudy(wanted).map((arm) => arm.name);

describe("armsOfStudy()", () => {
  test("gives the default arms, and others only where they are asked for", () => {
    expect(names("default")).toEqual(arms.map((arm) => arm.name));
    expect(names("rules")).toEqual([
      "original",
      "original+random",
      "original+farthest",
      "original+boundary",
      "original+typical",
    ]);
    expect(names("generator")).toEqual([
      "original",
      "original+synthetic",
      "original+around",
      "semi-supervised",
    ]);
    expect(names("doses")).toEqual(["original", ...[0.25, 0.5, 1, 2, 4].map((d) => `original+dose-${d}`)]);
    expect(names("frid-adar")).toEqual([
      "original",
      "original+classical",
      ...[0.25, 0.5, 1, 2, 4].map((d) => `original+classical+dose-${d}`),
    ]);
    expect(names("tuned, frid-adar-tuned")).toEqual([
      "original",
      "original+tuned",
      "original+classical+tuned",
    ]);
    expect(names("original+dose-1,oversampled")).toEqual(["original", "oversampled", "original+dose-1"]);
  });

  test("refuses a name that it does not know", () => {
    expect(() => armsOfStudy("default,dosis")).toThrow(
      /study.arms names "dosis", expected default, generator, rules, doses/,
    );
  });
});

test("every arm has a name of its own by which findArm() finds it", () => {
  expect(new Set(studyableArms.map((arm) => arm.name)).size).toBe(studyableArms.length);
  for (const arm of studyableArms) expect(findArm(arm.name)).toBe(arm);
  expect(() => findArm("original+dose-3")).toThrow(
    /the name "original\+dose-3", expected one of original, synthetic/,
  );
});

test("Frid-Adar's arms have classical augmentation, those of the plain doses none", () => {
  const augmented = studyableArms.filter((arm) => arm.augmentation !== undefined).map((arm) => arm.name);
  expect(augmented.every((name) => name.startsWith("original+classical"))).toBe(true);
  expect(augmented).toContain("original+classical+dose-0.25");
});

test("a tuned arm counts as the 13 trainings that it takes", () => {
  expect(trainingsOf(findArm("original+tuned"))).toBe(13);
  expect(trainingsOf(findArm("original+dose-4"))).toBe(1);
});
