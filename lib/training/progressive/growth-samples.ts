import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deferInterrupt, writeAtomic } from "../../core";
import type { GanWatcher } from "../gan-progress";
import type { TrainedGan } from "../trained-gan";
import { alphaIn, type GrowthSchedule } from "./growth-schedule";
import type { ProgressiveTraining } from "./progressive-training";

/** A moment of a growing training at which samples are kept. */
export interface GrowthMoment {
  /** Steps taken. */
  readonly step: number;
  readonly side: number;
  readonly isFading: boolean;
  /** Share of the new layers. */
  readonly alpha: number;
}

/** Samples of a moment: (n, side, side, 1) in [-1, 1]. */
export interface GrowthSamples extends GrowthMoment {
  readonly pixels: Float32Array;
}

/**
 * The moments that are kept: when new layers have faded in by 2 % (right after a growth), a tenth, half and wholly, and when they
 * have been stable. Each is after a step of its own phase: a phase that begins within a batch has its first step after that batch.
 */
export function growthMoments({ phases }: GrowthSchedule, batchSize: number): GrowthMoment[] {
  return phases.flatMap((phase) => {
    const { side, isFading, from, to } = phase;
    const steps = (isFading ? [0.02, 0.1, 0.5, 1] : [1]).map((share) =>
      Math.ceil((from + share * (to - from)) / batchSize - 1e-9),
    );
    const own = [...new Set(steps)].filter((step) => (step - 1) * batchSize >= from);
    return own.map((step) => ({ step, side, isFading, alpha: alphaIn(phase, step * batchSize) }));
  });
}

const fileOf = (folder: string, { step }: GrowthMoment): string => join(folder, "growth", `${step}.f32`);

/**
 * A watcher that also keeps samples of the averaged generator at the moments of `growthMoments`, always of the same
 * latents, in the folder `growth`. The training's results are the same with it.
 * @param count samples per moment
 */
export function recordGrowth(
  watcher: GanWatcher,
  training: ProgressiveTraining,
  schedule: GrowthSchedule,
  {
    folder,
    batchSize,
    count,
  }: { readonly folder: string; readonly batchSize: number; readonly count: number },
): GanWatcher {
  const moments = new Map(growthMoments(schedule, batchSize).map((moment) => [moment.step, moment]));
  return {
    ...watcher,
    step: async (now) => {
      const moment = moments.get(training.steps);
      if (moment)
        await deferInterrupt(() =>
          writeAtomic(fileOf(folder, moment), Buffer.from(training.samples(count).buffer)),
        );
      await watcher.step(now);
    },
  };
}

/** The samples that were kept of a growing training, in order; none of another generator. */
export function openGrowthSamples({
  folder,
  growth,
}: Pick<TrainedGan, "folder" | "growth">): GrowthSamples[] {
  if (!growth) return [];
  return growthMoments(growth.schedule, growth.batchSize)
    .filter((moment) => existsSync(fileOf(folder, moment)))
    .map((moment) => ({
      ...moment,
      pixels: new Float32Array(Uint8Array.from(readFileSync(fileOf(folder, moment))).buffer),
    }));
}
