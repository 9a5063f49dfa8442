import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { groupedFolds, phantom, preprocess, shortcuts } from "../../lib/data";
import { suspectedLabels, type FoldAnswers } from "../../lib/evaluation";
import { randomForest } from "../../lib/evaluation/random-forest";
import { phantomSlice } from "../../lib/phantom";
import { rowsAt } from "../../lib/quality";
import { pixelsAndRoughness } from "../../lib/quality/roughness";

test("a planted shortcut is flagged: the image's area tells the class, and in the clean phantom does not", () => {
  const flagged = (areaShortcut: number) =>
    shortcuts(phantom({ images: 60, seed: 1, areaShortcut })).find((s) => s.attribute === "image area")
      ?.flagged;
  expect(flagged(1)).toBe(true);
  expect(flagged(0)).toBe(false);
});

test("planted wrong labels are among the suspected ones, which are hardly anything else", async () => {
  const [images, seed, wrongLabels] = [300, 3, 0.07];
  const { dataset, pixels } = await preprocess(phantom({ images, seed, wrongLabels }), { size: 16 });
  const { slices } = dataset;
  const [labels, ids] = [slices.map((s) => s.label), slices.map((s) => s.id)];
  const x = pixelsAndRoughness({ size: 16, pixels });
  const answers = groupedFolds(labels, ids, { folds: 5, repeats: 1, seed: 1 }).map((parts): FoldAnswers => {
    const learned = [...parts.train, ...parts.validation];
    const forest = randomForest(
      rowsAt(x, learned),
      learned.map((i) => labels[i] ?? 0),
      stream(1, "forest", parts.fold),
    );
    const predictions = parts.test.map((i) => ({
      id: ids[i] ?? "",
      label: labels[i] ?? 0,
      probability: forest.predict(x.values.subarray(i * x.dim, (i + 1) * x.dim)),
    }));
    return { name: "forest", repeat: 0, fold: parts.fold, seed: 1, predictions };
  });
  const suspected = suspectedLabels(answers, ["forest"]);
  const isWrong = (id: string): boolean => {
    const { truth, label } = phantomSlice(seed, ids.indexOf(id), { wrongLabels });
    return truth !== label;
  };
  const found = suspected.filter((s) => isWrong(s.id)).length;
  expect(found).toBeGreaterThanOrEqual(4);
  expect(found / suspected.length).toBeGreaterThanOrEqual(0.75);
});
