import { spawnSync } from "node:child_process";
import { duration, root, type Run } from "../core";
import { engineThreads } from "./engine-threads";

/** Seconds of one training step of each kind, measured on this machine. */
export interface StepTimes {
  readonly gan: number;
  readonly classifier: number;
}

/**
 * Says how long a run will take: training steps by a measured step, the rest by a fixed amount.
 * Measuring takes a few seconds itself and runs in a process of its own, whose memory is free afterwards.
 */
export function estimate(run: Run, notebooks: readonly string[]): string {
  const times = measured(run);
  if (times === undefined) return "time: not known (the trial step failed; the notebooks will say why)";
  const s = run.settings;
  const has = (n: string): boolean => notebooks.some((name) => name.startsWith(n));
  const real = s["data.images"] * 0.72;
  const ganSteps = 2 * s["gan.epochs"] * Math.ceil(real / 2 / s["gan.batchSize"]);
  const epochSteps = Math.ceil(real / s["classifier.batchSize"]);
  // an epoch's new statistics and its look at the validation images cost about half a step each batch
  const armSeconds = s["classifier.epochs"] * epochSteps * 1.5 * times.classifier;
  const seconds =
    notebooks.length * 8 +
    (has("02") ? ganSteps * times.gan : 0) +
    (has("03") ? 15 : 0) +
    (has("04") ? armSeconds + 10 : 0) +
    (has("05") ? 2 * armSeconds : 0);
  const steps = `${times.gan.toFixed(2)} s a GAN step, ${times.classifier.toFixed(2)} s a classifier step`;
  return `time: about ${duration(seconds)} on this machine (${steps}, measured now; early stopping may shorten it)`;
}

export function measured(run: Run): StepTimes | undefined {
  const wanted = JSON.stringify({ settings: run.settings, seed: run.seed });
  const trial = spawnSync(
    process.execPath,
    ["--no-warnings", "--import", "tsx", "lib/runner/trial-steps.ts", wanted],
    {
      cwd: root(),
      encoding: "utf8",
      env: { ...process.env, ...engineThreads(run.settings) },
    },
  );
  try {
    return JSON.parse(trial.stdout.trim().split("\n").at(-1) ?? "") as StepTimes;
  } catch {
    return undefined;
  }
}
