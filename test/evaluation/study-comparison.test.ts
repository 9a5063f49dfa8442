import { expect, test } from "vitest";
import {
  compareArms,
  foldScores,
  outOfFold,
  type FoldPredictions,
  type Prediction,
} from "../../lib/evaluation";
import { describeFinding, summarizeFinding } from "../../lib/evaluation/verdict";

const sizes = { images: 200, train: 160, test: 40 };

/** Answers of 40 images, so many of each class right. */
function answers(
  name: string,
  fold: number,
  right: readonly [number, number],
  { repeat = 0, seed = 1 } = {},
): FoldPredictions {
  const predictions = Array.from({ length: 40 }, (_, i): Prediction => {
    const label = (i % 2) as 0 | 1;
    const isRight = Math.floor(i / 2) < right[label];
    return { id: `${fold}-${i}`, label, probabilities: isRight === (label === 1) ? [0.1, 0.9] : [0.8, 0.2] };
  });
  return { name, repeat, fold, seed, predictions };
}
const arm = (name: string, gain: (fold: number) => number): FoldPredictions[] =>
  [0, 1, 2, 3, 4].flatMap((fold) =>
    [0, 1].map((repeat) => answers(name, fold, [14 + gain(fold + 5 * repeat), 15], { repeat })),
  );
const original = arm("original", (f) => f % 2);

test("compareArms() claims a steady gain, after Holm's correction, and says by how much", () => {
  const better = arm("better", (f) => 4 + (f % 3));
  const same = arm("same", (f) => (f + 1) % 2);
  const [first, second] = compareArms([...original, ...better, ...same], ["better", "same"], sizes);
  expect(first?.verdict).toBe("helps");
  expect(first?.p).toBeCloseTo(2 * (first?.test?.p ?? 0), 12);
  expect(first?.test?.mean).toBeCloseTo(0.11, 1);
  expect(first?.test?.n).toBe(10);
  expect(first?.sentence).toBe(describeFinding(first!, sizes.images));
  expect(first?.inShort).toBe(summarizeFinding(first!));
  expect(second?.verdict).toBe("cannot tell");
  expect(second?.detectable).toBeGreaterThan(0);
  expect(second?.imagesForPaper).toBeGreaterThan(sizes.images);
});

test("compareArms() has no answer from one fold, nor from folds that differ alike", () => {
  const steady = arm("steady", (f) => 2 + (f % 2));
  const [comparison] = compareArms([...original, ...steady], ["steady"], sizes);
  expect(comparison).toMatchObject({ verdict: "cannot tell", p: undefined });
  expect(comparison?.sentence).toContain("all folds differ alike: no test");
  const one = compareArms([...original.slice(0, 1), ...steady.slice(0, 1)], ["steady"], sizes);
  expect(one[0]).toMatchObject({ verdict: "cannot tell", test: undefined, p: undefined });
  expect(one[0]?.sentence).toContain("fewer than two folds");
});

test("foldScores() averages seeds before anything is compared: more seeds are no more folds", () => {
  const seeds = [1, 2, 3].map((seed) => answers("a", 0, [10 + 2 * seed, 16], { seed }));
  expect([...foldScores(seeds, "a")]).toEqual([["0/0", (0.7 + 0.8) / 2]]);
  const tripled = original.flatMap((a) => [1, 2, 3].map((seed) => ({ ...a, seed })));
  const other = arm("other", (f) => 2 * (f % 3));
  const [single] = compareArms([...original, ...other], ["other"], sizes);
  const [more] = compareArms(
    [...tripled, ...other.flatMap((a) => [1, 2].map((seed) => ({ ...a, seed })))],
    ["other"],
    sizes,
  );
  expect(more?.test?.p).toBeCloseTo(single?.test?.p ?? NaN, 12);
});

test("outOfFold() has one answer an image and repeat, probabilities averaged over seeds", () => {
  const given = [1, 2].map((seed) => ({
    ...answers("a", 0, [20, 20], { seed }),
    predictions: [{ id: "x", label: 1, probabilities: seed === 1 ? [0.6, 0.4] : [0.2, 0.8] }],
  }));
  expect(outOfFold(given, "a")).toEqual([
    [{ id: "x", label: 1, probabilities: [0.4, 0.6].map((p) => expect.closeTo(p, 12) as number) }],
  ]);
});
