import { join } from "node:path";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { groupedFolds, splitAt } from "../../lib/data";
import { layers, tf } from "../../lib/engine";
import { evaluate } from "../../lib/evaluation";
import { saveKeras } from "../../lib/training";
import { madeSet } from "../data/made-dataset";
import { temporary } from "../data/made-folder";

test("every arm's result names the patient of each predicted image, so that intervals can draw patients", async () => {
  const preprocessed = await madeSet(12, 12);
  const labels = preprocessed.dataset.slices.map(({ label }) => label);
  const patients = stream(1, "patients").shuffle(
    labels.map((label, i) => `patient ${label}-${Math.floor(i / 3)}`),
  );
  const [indices] = groupedFolds(labels, patients, { folds: 3, repeats: 1, seed: 1 });
  const split = splitAt(preprocessed, indices!, { groups: patients, folder: () => temporary() });
  const { size } = split.train;
  const folder = temporary();
  const model = tf.sequential({
    layers: [layers.flatten({ inputShape: [size, size, 1] }), layers.dense({ units: 2 })],
  });
  await saveKeras(model, join(folder, "classifier.h5"), { finalActivation: "softmax" });
  model.dispose();
  const arm = {
    name: "made",
    foldId: split.foldId,
    n: split.train.ids.length,
    seen: split.train.ids,
    seenGroups: split.train.groups,
    steps: 1,
    history: { epochs: [], bestEpoch: 0 },
    seed: 1,
    folder,
  };
  const [result] = await evaluate([arm], split.test);
  const patientOf = new Map(preprocessed.dataset.slices.map(({ id }, i) => [id, patients[i]!]));
  expect(result!.groups).toEqual(result!.predictions.map(({ id }) => patientOf.get(id)));
  expect(new Set(result!.groups).size).toBeLessThan(result!.groups.length);
});
