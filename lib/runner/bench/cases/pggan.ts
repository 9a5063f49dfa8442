import { tf } from "../../../engine";
import { pggan } from "../../../models";
import { gradientPenalty, growthSchedule, wasserstein, withDrift } from "../../../training";
import { growPair } from "../../../training/progressive/growing-pair";
import { openProgressiveBatches } from "../../../training/progressive/progressive-batches";
import { warmUp, type BenchCase } from "../bench-case";
import { counts, noiseImages } from "./gan";

/** What is trained; every contender of the row takes the same. */
export interface PgganCaseOptions {
  /** Channels of the widest maps, and length of z. */
  readonly maps: number;
  readonly batch: number;
  /** Images in the data set. */
  readonly images: number;
}

const size = 32;

/** A step of the growing pair when all its layers up to 32 x 32 are stable, as its training takes it. */
export function pgganStep({ maps, batch, images }: PgganCaseOptions): BenchCase {
  const spec = pggan({ maps });
  const [phase] = growthSchedule({ size, first: size, stable: 1_000_000, fade: 1 }).phases;
  const drawn = { batchSize: batch, latentDim: maps };
  const batches = openProgressiveBatches(noiseImages(images, size), undefined, drawn, 1, "bench");
  const pair = growPair(
    undefined,
    phase!,
    spec,
    {
      loss: withDrift(wasserstein),
      penalty: gradientPenalty,
      penaltyWeight: 10,
      learningRate: 1e-3,
      beta1: 0,
      beta2: 0.99,
      ema: 0.999,
      batchSize: batch,
      seed: 1,
      name: "bench",
    },
    batches,
  );
  const once = (): void => {
    const [indices, alpha] = [batches.take(), tf.scalar(1)];
    const losses = pair.step(indices, alpha);
    losses.generator.dataSync();
    tf.dispose([indices, alpha, losses.discriminator, losses.generator, losses.penalty]);
  };
  return {
    prepare: () => {
      for (let i = 0; i < warmUp; i++) once();
    },
    step: once,
    checks: () => counts({ ...pair.networks }),
  };
}
