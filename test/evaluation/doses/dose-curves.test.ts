import { expect, test } from "vitest";
import { doseCurves } from "../../../lib/evaluation/doses/dose-curves";
import { doseFamilies } from "../../../lib/evaluation/doses/dose-families";
import { testArms } from "../../../lib/evaluation/study-comparison";
import { holm } from "../../../lib/statistics";
import { arm } from "../made-folds";

const plan = { images: 200, folds: 5, group: (id: string) => id };

test("doseCurves() compares each dose with its family's dose 0, with Holm's p within the family", () => {
  const folds = [
    ...arm("original", (i) => i % 3),
    ...arm("original+dose-0.5", (i) => (i % 3) + 1 + (i % 2)),
    ...arm("original+dose-4", (i) => (i % 2) - 2),
    ...arm("original+classical", (i) => (i % 2) + 2),
    ...arm("original+classical+dose-1", (i) => (i % 3) + 2),
  ];
  const curves = doseCurves(folds, plan, doseFamilies);
  expect(curves.map(({ base, points }) => [base, points.map((p) => p.dose)])).toEqual([
    ["original", [0.5, 4]],
    ["original+classical", [1]],
  ]);
  const [plain, augmented] = curves;
  // 1.5 more of 20 images of one of two classes
  expect(plain!.points[0]!.test!.mean).toBeCloseTo(1.5 / 40, 12);
  expect(plain!.points.map(({ p }) => p)).toEqual(holm(plain!.points.map(({ test }) => test!.p!)));
  expect(plain!.points.some(({ p, test }) => p! > test!.p!)).toBe(true);
  const alone = testArms(folds, ["original+classical+dose-1"], plan, "original+classical");
  expect(augmented!.points).toEqual([{ ...alone[0], dose: 1 }]);
  expect(augmented!.points[0]!.p).toBe(augmented!.points[0]!.test!.p);
});

test("doseCurves() has none of a study without doses", () => {
  expect(
    doseCurves(
      arm("original", () => 0),
      plan,
      doseFamilies,
    ),
  ).toEqual([]);
});
