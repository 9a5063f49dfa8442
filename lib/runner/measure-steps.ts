import { spawnSync } from "node:child_process";
import { root, type Run } from "../core";
import { engineThreads } from "./engine-threads";

/** Seconds of training steps, measured on this machine now. */
export interface StepTimes {
  readonly gan: StepTime;
  readonly classifier: StepTime;
  /** How many times longer than its processor time a single-threaded work takes: 1 on a machine that does nothing else. */
  readonly slowdown: number;
}

/** Seconds of the first step, which builds the networks and records the graph, and of each further one on average. */
export interface StepTime {
  readonly first: number;
  readonly next: number;
}

/**
 * Times some training steps of each kind in a process of its own, whose memory is free afterwards.
 * @param of number of classes, and training images of the largest: a GAN's batch holds no more
 * @returns undefined when a step fails
 */
export function measureSteps(
  { settings, seed }: Pick<Run, "settings" | "seed">,
  of: { readonly classes: number; readonly images: number },
): StepTimes | undefined {
  const trial = spawnSync(
    process.execPath,
    [
      "--no-warnings",
      "--import",
      "tsx",
      "lib/runner/trial-steps.ts",
      JSON.stringify({ settings, seed, ...of }),
    ],
    { cwd: root(), encoding: "utf8", env: { ...process.env, ...engineThreads(settings) } },
  );
  try {
    return JSON.parse(trial.stdout.trim().split("\n").at(-1) ?? "") as StepTimes;
  } catch {
    return undefined;
  }
}

/**
 * The average step of a GAN that moves its generator at every n-th step only.
 * @param both a step of both networks
 * @param alone a step of the discriminator alone, which has a graph of its own
 */
export function withCriticSteps(both: StepTime, alone: StepTime, n: number): StepTime {
  return { first: both.first + alone.first, next: ((n - 1) * alone.next + both.next) / n };
}
