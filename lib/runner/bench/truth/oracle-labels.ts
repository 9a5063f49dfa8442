import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { resolveSettings, writeJson } from "../../../core";
import { imageSet, type ImageSet, type Label, type Role } from "../../../data";
import { buildClassifier } from "../../../evaluation/train-arm";
import { predictedClass, softmax } from "../../../evaluation/prediction";
import { logitsOf, trainClassifier } from "../../../training";
import { loadKeras, saveKeras } from "../../../training/keras/h5";
import { freshPhantoms } from "./fresh-phantoms";
import { truthTest } from "./open-draw";

const parts = {
  train: { count: 4000, seed: 8_000_003 },
  validation: { count: 400, seed: 8_000_004 },
  test: truthTest,
} as const;
const epochs = 8;

/**
 * The classes of images by a classifier that knows the phantom: quick's network after 4,000 fresh phantoms. Trained once
 * and then read from `folder`; oracle.json beside it says for which share of the 2,000 test phantoms it is right.
 */
export async function oracleLabels(folder: string, set: ImageSet<Role>): Promise<Label[]> {
  const file = join(folder, "oracle", `size-${set.size}.h5`);
  if (!existsSync(file)) await trainOracle(file, folder, set.size);
  const model = await loadKeras(file, { finalActivation: "linear" });
  try {
    return logitsOf(model, set).map((logits) => predictedClass({ probabilities: softmax(logits) }));
  } finally {
    model.dispose();
  }
}

async function trainOracle(file: string, folder: string, size: number): Promise<void> {
  const settings = { ...resolveSettings("quick"), "data.size": size };
  const part = <R extends Role>(role: R & keyof typeof parts): ImageSet<R> =>
    imageSet<R>(role, { foldId: "oracle", ...freshPhantoms(folder, { ...parts[role], size }) });
  const train = part("train");
  const model = buildClassifier({ settings, seed: parts.train.seed }, 2);
  const checkpoint = join(folder, "oracle", "checkpoint.bin");
  try {
    await trainClassifier(model, train, part("validation"), {
      epochs,
      stepsPerEpoch: Math.ceil(train.ids.length / settings["classifier.batchSize"]),
      batchSize: settings["classifier.batchSize"],
      learningRate: settings["classifier.learningRate"],
      patience: epochs,
      seed: parts.train.seed,
      name: "oracle",
      checkpoint,
    });
    const test = part("test");
    const given = logitsOf(model, test).map((logits) => predictedClass({ probabilities: softmax(logits) }));
    const right = given.filter((label, i) => label === test.labels[i]).length;
    await saveKeras(model, file, { finalActivation: "softmax" });
    writeJson(join(folder, "oracle", "oracle.json"), {
      right,
      of: test.ids.length,
      accuracy: right / test.ids.length,
    });
  } finally {
    model.dispose();
    rmSync(checkpoint, { force: true });
  }
}
