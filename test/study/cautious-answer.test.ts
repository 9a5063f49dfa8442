import { expect, test } from "vitest";
import { compareArms } from "../../lib/evaluation/study-comparison";
import { cautiousAnswer } from "../../lib/study/cautious-answer";
import { arm } from "../evaluation/made-folds";

const predictions = [...arm("original", (f) => f % 2), ...arm("better", (f) => 4 + (f % 3))];
const ids = [...new Set(predictions.flatMap((of) => of.predictions.map(({ id }) => id)))];
const plan = { folds: 5, group: (id: string) => id };
const folds = [0, 1].flatMap((repeat) =>
  [3, 0, 2].map((cautiousLeaks, fold) => ({
    repeat,
    fold,
    foldId: `f${repeat}${fold}`,
    train: 1,
    validation: 1,
    test: 1,
    cautiousLeaks: cautiousLeaks + repeat,
  })),
);

/** The answer where runs of `length` images are one cautious group. */
function answerWith(length: number) {
  const imageInfo = Object.fromEntries(
    ids.map((id, i) => [id, { group: id, cautious: `c${Math.floor(i / length)}`, area: 1 }]),
  );
  return cautiousAnswer({ imageInfo, folds }, predictions, ["better"], plan)!;
}

test("cautiousAnswer() is the study's own comparison where each image is a cautious group", () => {
  const { comparisons, groups } = answerWith(1);
  expect(groups).toBe(ids.length);
  expect(comparisons).toEqual(compareArms(predictions, ["better"], plan));
});

test("cautiousAnswer() takes a cautious group for one patient: the same difference, of fewer patients", () => {
  const [alone, together] = [answerWith(1), answerWith(4)].map(({ comparisons }) => comparisons[0]!);
  expect(together!.test!.mean).toBeCloseTo(alone!.test!.mean, 12);
  expect(together!.components!.counts.patients).toBe(Math.ceil(ids.length / 4));
  expect(together!.components!.patients).not.toBeCloseTo(alone!.components!.patients, 8);
});

test("cautiousAnswer() counts leaks by division into folds; it is absent without cautious groups", () => {
  expect(answerWith(2).leaked).toEqual([5, 8]);
  const imageInfo = { [ids[0]!]: { group: "p", area: 1 } };
  expect(cautiousAnswer({ imageInfo, folds }, predictions, ["better"], plan)).toBeUndefined();
});
