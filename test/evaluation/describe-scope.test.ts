import { expect, test } from "vitest";
import { describeScope } from "../../lib/evaluation/describe-scope";
import { compareArms } from "../../lib/evaluation/study-comparison";
import { arm } from "./made-folds";

const group = (id: string): string => id;
const all = [...arm("original", (f) => f % 2), ...arm("better", (f) => f % 3)];

test("describeScope() names the parts of whole repeats, also where two of five folds are finished", () => {
  const begun = all.filter(({ repeat, fold }) => repeat === 0 && fold < 2);
  const [part] = compareArms(begun, ["better"], { folds: 5, group });
  expect(part?.components?.counts.folds).toBe(2);
  expect(describeScope(part!, 5)).toContain("on such parts of these images (4 of 5 folds)");
  const [whole] = compareArms(all, ["better"], { folds: 5, group });
  expect(describeScope(whole!, 5)).toContain("on such parts of these images (4 of 5 folds)");
});

test("describeScope() says nothing of an arm without a test", () => {
  expect(describeScope({ arm: "better", components: undefined, others: undefined }, 5)).toBeUndefined();
});
