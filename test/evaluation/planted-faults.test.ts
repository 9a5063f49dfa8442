import { expect, test } from "vitest";
import { phantom, preprocess, shortcuts } from "../../lib/data";
import { forestOutOfFold, suspectedLabels } from "../../lib/evaluation";
import { phantomSlice } from "../../lib/phantom";

test("a planted shortcut is flagged: the image's area tells the class, and in the clean phantom does not", () => {
  const flagged = (areaShortcut: number) =>
    shortcuts(phantom({ images: 60, seed: 1, areaShortcut })).find((s) => s.attribute === "image area")
      ?.flagged;
  expect(flagged(1)).toBe(true);
  expect(flagged(0)).toBe(false);
});

test("some planted wrong labels are suspected, and hardly anything else", async () => {
  const [images, seed, wrongLabels] = [300, 3, 0.07];
  const preprocessed = await preprocess(phantom({ images, seed, wrongLabels }), { size: 16 });
  const ids = preprocessed.dataset.slices.map((s) => s.id);
  const predictions = forestOutOfFold(preprocessed, ids, 1);
  expect(predictions.flatMap((a) => a.predictions)).toHaveLength(images);
  const suspected = suspectedLabels(predictions, ["forest"]);
  const isWrong = (id: string): boolean => {
    const { truth, label } = phantomSlice(seed, ids.indexOf(id), { wrongLabels });
    return truth !== label;
  };
  const found = suspected.filter((s) => isWrong(s.id)).length;
  expect(found).toBeGreaterThanOrEqual(3); // of 17: a forest is seldom sure
  expect(found / suspected.length).toBeGreaterThanOrEqual(0.75);
});

test("forestOutOfFold() asks nothing where a class has fewer than three groups", async () => {
  const preprocessed = await preprocess(phantom({ images: 20, seed: 1 }), { size: 16 });
  const groups = preprocessed.dataset.slices.map((s, i) => (s.label === 1 ? `p${i % 4}` : `n${i}`));
  expect(forestOutOfFold(preprocessed, groups, 1)).toEqual([]);
});
