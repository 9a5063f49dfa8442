import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import type { FoldPredictions } from "../../lib/evaluation/fold-predictions";
import { suspectedLabels } from "../../lib/evaluation/suspected-labels";
import { prediction } from "./made-prediction";

test("suspectedLabels() names the images with which no model that did not see them agrees", () => {
  const random = stream(1, "labels");
  const arm = (name: string): FoldPredictions => ({
    name,
    repeat: 0,
    fold: 0,
    seed: 1,
    predictions: Array.from({ length: 60 }, (_, i) => {
      const truth = (i % 2) as 0 | 1;
      const isWrong = i === 7 || i === 20;
      const label = isWrong ? ((1 - truth) as 0 | 1) : truth;
      return prediction(label, truth === 1 ? random.between(0.6, 0.99) : random.between(0.01, 0.4), `i${i}`);
    }),
  });
  const found = suspectedLabels([arm("a"), arm("b"), arm("c"), arm("d")], ["a", "b", "c", "d"]);
  expect(found.map((s) => s.id).sort()).toEqual(["i20", "i7"]);
  expect(found[0]).toMatchObject({ models: 4 });
  expect(found[0]?.probability).toBeLessThan(0.25);
});
