import { expect, test } from "vitest";
import { compareArms } from "../../lib/evaluation/study-comparison";
import { describeFinding, summarizeFinding } from "../../lib/evaluation/verdict";
import { arm } from "./made-folds";

const sizes = { images: 200, train: 160, test: 40 };

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

test("compareArms() takes more seeds for no more folds", () => {
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
