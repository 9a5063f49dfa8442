import { pggan } from "../../../lib/models";
import { gradientPenalty, wasserstein } from "../../../lib/training";
import { growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import type { PgganTask } from "../../../lib/training/progressive/train-pggan";
import { withDrift } from "../../../lib/training/progressive/with-drift";
import { squares, tinyOptions } from "../tiny";

/** A growing pair small enough for unit tests. */
export const tinyPggan = pggan({ maps: 4 });

/** 12 images of one class, 8 x 8. */
export const oneClass = squares("train", 12, () => 0);

/** A training of 12 steps into a fresh folder: 4 at 4 x 4, 4 while 8 x 8 fades in, 4 at 8 x 8; 3 steps an epoch. */
export const tinyTask = (changes: Partial<PgganTask> = {}): PgganTask => ({
  train: oneClass,
  spec: tinyPggan,
  schedule: growthSchedule({ size: 8, stable: 16, fade: 16 }),
  options: {
    ...tinyOptions({
      batchSize: 4,
      loss: withDrift(wasserstein),
      penalty: gradientPenalty,
      learningRate: 0.01,
      beta1: 0,
      beta2: 0.99,
      name: "tiny pggan",
    }),
    samplesKept: 6,
  },
  ...changes,
});
