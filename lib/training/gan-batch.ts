import { tf } from "../engine";
import type { ImageSet } from "../data/image-set";
import { restored, stream, type Random } from "../core/random";
import type { GanBatch } from "./gan-step";

/** What varies between batches besides the images. */
export interface BatchOptions {
  readonly batchSize: number;
  readonly latentDim: number;
  /** Probability that a target of the discriminator is inverted. */
  readonly flipProbability: number;
}

const purposes = ["order", "latent", "noise", "flips", "mix"] as const;
/** The states of a GAN's random streams, for a checkpoint. */
export type StreamStates = Readonly<Record<(typeof purposes)[number], readonly number[]>>;

/** Makes the batches of one GAN's training, one random stream for each purpose. */
export interface Batches {
  /** Steps in an epoch: ceil(images / batchSize), the last batch smaller where it does not come out even. */
  readonly stepsPerEpoch: number;
  /** The batches of the next epoch, in a new order; each is the caller's to dispose. @param noise sd of the instance noise at a step of the epoch */
  epoch(noise: (step: number) => number): Generator<GanBatch>;
  states(): StreamStates;
}

/**
 * @param train images of one class, of the training part only
 * @param from states of an earlier training, to continue it exactly
 */
export function batches(
  train: ImageSet<"train">,
  options: BatchOptions,
  seed: number,
  name: string,
  from?: StreamStates,
): Batches {
  const streams = Object.fromEntries(
    purposes.map((p) => [p, from ? restored(from[p]) : stream(seed, "gan", name, p)]),
  ) as Record<(typeof purposes)[number], Random>;
  const { size } = train;
  const area = size * size;
  const make = (places: readonly number[], noise: number): GanBatch => {
    const n = places.length;
    const real = new Float32Array(n * area);
    places.forEach((p, i) => real.set(train.pixels.subarray(p * area, (p + 1) * area), i * area));
    const latent = () => tf.tensor2d(streams.latent.normals(n * options.latentDim), [n, options.latentDim]);
    const noisy = () => {
      const values = noise === 0 ? new Float32Array(n * area) : streams.noise.normals(n * area);
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * noise;
      return tf.tensor4d(values, [n, size, size, 1]);
    };
    const targets = (usual: number) => {
      const flipped = Float32Array.from({ length: n }, () =>
        streams.flips.chance(options.flipProbability) ? 1 - usual : usual,
      );
      return tf.tensor2d(flipped, [n, 1]);
    };
    return {
      real: tf.tensor4d(real, [n, size, size, 1]),
      latentD: latent(),
      latentG: latent(),
      noiseReal: noisy(),
      noiseFake: noisy(),
      noiseG: noisy(),
      targetsReal: targets(1),
      targetsFake: targets(0),
      mix: tf.tensor4d(streams.mix.uniforms(n), [n, 1, 1, 1]),
    };
  };
  const stepsPerEpoch = Math.ceil(train.ids.length / options.batchSize);
  return {
    stepsPerEpoch,
    *epoch(noise) {
      const order = streams.order.shuffle(train.ids.map((_, i) => i));
      for (let step = 0; step < stepsPerEpoch; step++)
        yield make(order.slice(step * options.batchSize, (step + 1) * options.batchSize), noise(step));
    },
    states: () => Object.fromEntries(purposes.map((p) => [p, streams[p].state()])) as unknown as StreamStates,
  };
}
