import { expect, test } from "vitest";
import { compareArms } from "../../lib/evaluation/study-comparison";
import { describeFinding, summarizeFinding } from "../../lib/evaluation/verdict";
import type { FoldPredictions } from "../../lib/evaluation/fold-predictions";
import { paperNumbers } from "../../lib/evaluation/paper-numbers";
import { arm } from "./made-folds";

const plan = { folds: 5, group: (id: string) => id };

const original = arm("original", (f) => f % 2);

const positivesGiven =
  (probabilities: readonly number[]) =>
  (fold: FoldPredictions): FoldPredictions => ({
    ...fold,
    predictions: fold.predictions.map((p) => (p.label === 1 ? { ...p, probabilities } : p)),
  });
const [wrongOnPositives, rightOnPositives] = [positivesGiven([0.8, 0.2]), positivesGiven([0.1, 0.9])];

test("compareArms() claims a steady gain, after Holm's correction, and says by how much", () => {
  const better = arm("better", (f) => 4 + (f % 3));
  const same = arm("same", (f) => (f + 1) % 2);
  const [first, second] = compareArms([...original, ...better, ...same], ["better", "same"], plan);
  expect(first?.verdict).toBe("helps");
  expect(first?.p).toBeCloseTo(2 * (first?.test?.p ?? 0), 12);
  expect(first?.test?.mean).toBeCloseTo(0.11, 1);
  expect(first?.components?.counts).toEqual({ patients: 200, classes: 2, folds: 5, repeats: 2 });
  expect(first?.sentence).toBe(describeFinding(first!));
  expect(first?.inShort).toBe(summarizeFinding(first!));
  expect(second?.verdict).toBe("cannot tell");
  expect(second?.detectable).toBeGreaterThan(0);
  const needed = 200 * (second!.detectable! / paperNumbers.gain) ** 2; // spread falls with the root of n
  expect(second?.imagesForPaper).toBe(Math.ceil(needed));
});

test("compareArms() has no answer from one fold, nor from predictions that all differ alike", () => {
  const never = arm("original", () => -14).map(wrongOnPositives);
  const always = arm("always", () => 6).map(rightOnPositives);
  const [comparison] = compareArms([...never, ...always], ["always"], plan);
  expect(comparison).toMatchObject({ verdict: "cannot tell", p: undefined });
  expect(comparison?.sentence).toContain("all predictions differ alike: no test");
  const one = compareArms([...original.slice(0, 1), ...always.slice(0, 1)], ["always"], plan);
  expect(one[0]).toMatchObject({ verdict: "cannot tell", test: undefined, p: undefined });
  expect(one[0]?.sentence).toContain("fewer than two folds");
});

test("compareArms() takes more seeds for no more folds", () => {
  const tripled = original.flatMap((a) => [1, 2, 3].map((seed) => ({ ...a, seed })));
  const other = arm("other", (f) => 2 * (f % 3));
  const [single] = compareArms([...original, ...other], ["other"], plan);
  const [more] = compareArms(
    [...tripled, ...other.flatMap((a) => [1, 2].map((seed) => ({ ...a, seed })))],
    ["other"],
    plan,
  );
  expect(more?.test?.p).toBeCloseTo(single?.test?.p ?? NaN, 12);
});

test("compareArms() counts whole repeats only, and the finished folds while there is none", () => {
  const better = arm("better", (f) => 4 + (f % 3));
  const whole = [...original, ...better];
  const torn = whole.filter(({ name, repeat, fold }) => name === "original" || repeat === 0 || fold < 2);
  expect(compareArms(torn, ["better"], plan)[0]?.components?.counts).toMatchObject({ repeats: 1, folds: 5 });
  const begun = whole.filter(({ repeat, fold }) => repeat === 0 && fold < 3);
  expect(compareArms(begun, ["better"], plan)[0]?.components?.counts).toMatchObject({ repeats: 1, folds: 3 });
});

test("compareArms() of two of five folds is of their images: in its n, and in what it needs", () => {
  const all = [...original, ...arm("better", (f) => (f + 1) % 2)];
  const part = all.filter(({ repeat, fold }) => repeat === 0 && fold < 2);
  const [found] = compareArms(part, ["better"], plan);
  expect(found?.images).toBe(80);
  expect(found?.sentence).toContain("n = 80 images of 80 patients or groups in 1 × 2 folds");
  expect(found?.imagesForPaper).toBe(Math.ceil(80 * (found!.detectable! / paperNumbers.gain) ** 2));
  const { corrected, naive } = found!.others!;
  const ratio = (1 / 2 + 1 / 4) / (1 / 2); // two differences, each tested on a quarter of what it is trained on
  expect((corrected.standardError / naive.standardError) ** 2).toBeCloseTo(ratio, 12);
});

test("compareArms() takes patients for the unit: the same predictions of fewer patients tell less", () => {
  const better = arm("better", (f) => 4 + (f % 3));
  const ofPatients = (group: (id: string) => string): number =>
    compareArms([...original, ...better], ["better"], { ...plan, group })[0]?.test?.standardError ?? NaN;
  const fours = ofPatients((id) => id.replace(/\d+$/, (i) => String(Math.floor(Number(i) / 8))));
  expect(fours).toBeGreaterThan(1.3 * ofPatients((id) => id));
});

test("compareArms() refuses two arms that were tested on different images", () => {
  const other = arm("other", () => 1).map((fold) => ({ ...fold, predictions: fold.predictions.slice(2) }));
  expect(() => compareArms([...original, ...other], ["other"], plan)).toThrow(
    /Cannot compare other with original: tests on other images in fold 0 of repeat 0/,
  );
});
