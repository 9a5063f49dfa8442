import { existsSync } from "node:fs";
import { join } from "node:path";
import { duration, fail, mean, openRun, root, writeJson } from "../../core";
import { preprocess, read, split } from "../../data";
import { ready, useEngine } from "../../engine";
import { evaluate, findArm, trainArm } from "../../evaluation";
import { findValue } from "../../evaluation/measures";
import { keepResult, readKeptResult } from "../kept-result";
import { trainingKey } from "./training-key";

/**
 * What MedMNIST's authors report for 28 x 28 images on the official split.
 * Source: Yang et al. 2023 (MedMNIST v2), table 3.
 */
const published = [
  { depth: "18", auc: 0.944, accuracy: 0.854 },
  { depth: "50", auc: 0.948, accuracy: 0.854 },
] as const;

/** The product's recipe, RMSProp 1e-3 in batches of 32; the epoch with the lowest loss on the official validation part is kept. */
const recipe = { "data.split": "given", "classifier.epochs": 10, "classifier.patience": 1000 };
const seeds = [1, 2, 3];

/** By how much a mean over seeds may lie below: about two standard errors that 624 test images leave. */
const slack = { auc: 0.02, accuracy: 0.03 };

/** One training, judged on the official test. */
interface TrainedOnce {
  readonly auc: number;
  readonly accuracy: number;
  readonly seconds: number;
}

/**
 * `npm run bench -- pneumoniamnist [--data FILE] [--json FILE]`: ResNet-18 and -50 on PneumoniaMNIST's official split beside the
 * published numbers, three seeds each. Interrupted, it goes on where it was: results lie in .cache/bench/pneumoniamnist, with
 * a hash of the images, settings, seed and version of trials that they are of.
 *
 * @returns 1 where a mean over the seeds lies below the published number by more than two standard errors of the test
 * @throws InputError where there is no file
 */
export async function benchPneumoniaMnist({
  data: file = join(root(), "data/pneumoniamnist.npz"),
  json,
}: {
  readonly data?: string | undefined;
  readonly json?: string | undefined;
}): Promise<number> {
  if (!existsSync(file))
    fail(
      "check against PneumoniaMNIST",
      `no file ${file}`,
      "pneumoniamnist.npz of MedMNIST, 28 x 28",
      "Download it (medmnist.com) and give it: npm run bench -- pneumoniamnist --data FILE.",
    );
  await ready();
  console.log("| network | AUC, mean of 3 seeds (lowest to highest) | published | accuracy | published |");
  console.log("| --- | --- | --- | --- | --- |");
  const rows = [];
  for (const { depth, ...wanted } of published) {
    const runs: TrainedOnce[] = [];
    for (const seed of seeds) runs.push(await trainOnce(file, depth, seed));
    const cell = (key: "auc" | "accuracy"): string => {
      const all = runs.map((run) => run[key]);
      const text = [mean(all), Math.min(...all), Math.max(...all)].map((x) => x.toFixed(3));
      return `${text[0]} (${text[1]} to ${text[2]})`;
    };
    console.log(
      `| ResNet-${depth} | ${cell("auc")} | ${wanted.auc} | ${cell("accuracy")} | ${wanted.accuracy} |`,
    );
    const isReached = (["auc", "accuracy"] as const).every(
      (key) => mean(runs, (run) => run[key]) >= wanted[key] - slack[key],
    );
    rows.push({ depth, published: wanted, runs, isReached });
  }
  if (json !== undefined) writeJson(json, { recipe, rows });
  const isReached = rows.every((row) => row.isReached);
  console.log(
    `pneumoniamnist: ${isReached ? "both networks reach" : "a network does not reach"} the published numbers within two standard errors of 624 test images (AUC ${slack.auc}, accuracy ${slack.accuracy}): ${isReached ? "passed" : "failed"}`,
  );
  return isReached ? 0 : 1;
}

async function trainOnce(file: string, depth: string, seed: number): Promise<TrainedOnce> {
  const out = join(root(), ".cache/bench/pneumoniamnist", `resnet-${depth}-seed-${seed}`);
  const run = openRun({
    profile: "quick",
    data: file,
    seed,
    set: { ...recipe, "classifier.depth": depth },
    out,
  });
  const known = run.path("result.json");
  const dataset = await read(run);
  const key = trainingKey(dataset, run);
  const kept = readKeptResult<TrainedOnce>(known, key);
  if (kept) return kept;
  useEngine(run);
  const began = Date.now();
  const images = await preprocess(dataset, { size: run.settings["data.size"] });
  const { train, validation, test } = split(images, { seed, folder: run.folder });
  const arm = await trainArm(run, findArm("original"), { real: train, syntheticCount: 0 }, validation);
  const [result] = await evaluate([arm], test, images.dataset.positive);
  const of = (key: "AUC" | "accuracy"): number => findValue(result!.values, key).value ?? NaN;
  const seconds = (Date.now() - began) / 1000;
  const once: TrainedOnce = { auc: of("AUC"), accuracy: of("accuracy"), seconds };
  keepResult(known, key, once);
  console.error(`ResNet-${depth}, seed ${seed}: AUC ${once.auc.toFixed(3)}, ${duration(seconds)}`);
  return once;
}
