import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRun } from "../../../core";
import { preprocess, read, split } from "../../../data";
import { ready, useEngine } from "../../../engine";
import { evaluate, findArm, trainArm } from "../../../evaluation";
import { studyChanges } from "../../../study/study-settings";
import type { MachineVariant } from "./machine-variants";

// A process of its own, since TensorFlow reads its environment once: `trained-once.ts VARIANT`, a JSON; prints a TrainedOnce.

/** What one training of the arm `original` came to. */
export interface TrainedOnce {
  /** Validation loss after each epoch. */
  readonly validationLosses: readonly number[];
  /** Probability of the positive class of each test image, in inference mode. */
  readonly probabilities: readonly number[];
}

async function main(): Promise<void> {
  const { set, seed } = JSON.parse(process.argv[2] ?? "{}") as MachineVariant;
  const out = mkdtempSync(join(tmpdir(), "graft-machines-"));
  try {
    await ready();
    const run = openRun({ profile: "quick", data: "phantom", seed, out, set: studyChanges("quick", set) });
    useEngine(run);
    const images = await preprocess(await read({ ...run, seed: 1 }), { size: run.settings["data.size"] });
    const { train, validation, test } = split(images, { seed: 1, folder: out });
    const arm = await trainArm(run, findArm("original"), { real: train, syntheticCount: 0 }, validation);
    const [result] = await evaluate([arm], test, images.dataset.positive);
    const once: TrainedOnce = {
      validationLosses: arm.history.epochs.map(({ validationLoss }) => validationLoss),
      probabilities: result!.predictions.map(({ probabilities }) => probabilities[1] ?? NaN),
    };
    console.log(JSON.stringify(once));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

void main();
