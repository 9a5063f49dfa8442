import { expect, test } from "vitest";
import { answer, compare } from "../../lib/evaluation/comparisons";
import { summarizeTest, type ArmResult } from "../../lib/evaluation/evaluate";
import type { Prediction } from "../../lib/evaluation/prediction";

/** An arm that answers right or wrong as the text says, image by image; every second image bleeds. */
function arm(name: string, answers: string): ArmResult {
  const predictions = [...answers].map((a, i): Prediction => {
    const label = i % 2;
    return { id: String(i), label, probabilities: (a === "+") === (label === 1) ? [0.1, 0.9] : [0.9, 0.1] };
  });
  return summarizeTest({ name, n: 10 }, predictions, 1);
}

test("compare() counts answers that changed, image by image, in any order", () => {
  const [first, second] = [arm("original", "++--+-"), arm("original+synthetic", "+-++++")];
  const shuffled = { ...second, predictions: second.predictions.toReversed() };
  expect(compare(first, shuffled)).toMatchObject({ gained: 3, lost: 1, n: 6 });
});

test("answer() cannot tell from few changed answers, and says which way many go", () => {
  const original = arm("original", "+".repeat(10) + "-".repeat(10));
  const better = arm("original+synthetic", "+".repeat(18) + "--");
  expect(answer([original, better])).toMatch(
    /^On this split the DCGAN images help: .*8 newly right, 0 newly wrong/,
  );
  expect(
    answer([better, original].map((r, i) => ({ ...r, name: i ? "original+synthetic" : "original" }))),
  ).toContain("harm");
  expect(answer([original, { ...original, name: "original+synthetic" }])).toMatch(
    /^Cannot tell: .* p = 1.00/,
  );
  expect(answer([original])).toMatch(/^Not known/);
});
