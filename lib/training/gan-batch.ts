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
type Purpose = (typeof purposes)[number];

/** Where a GAN's batches stand, also in the middle of an epoch; for a checkpoint. */
export interface BatchesState {
  readonly streams: Readonly<Record<Purpose, readonly number[]>>;
  /** The present epoch's images, by place. */
  readonly order: readonly number[];
  /** Batches of the present epoch that were made. */
  readonly step: number;
}

/** Makes the batches of one GAN's training, one random stream for each purpose. */
export interface Batches {
  /** Steps in an epoch: ceil(images / batchSize), the last batch smaller where it does not come out even. */
  readonly stepsPerEpoch: number;
  /**
   * The batches of the next epoch, in a new order, or what is left of one that was begun; each is the caller's to
   * dispose. @param noise sd of the instance noise at a step of the epoch
   */
  epoch(noise: (step: number) => number): Generator<GanBatch>;
  /** A copy that goes on after the batch made last. */
  state(): BatchesState;
}

/**
 * @param train images of one class, of the training part only
 * @param from where an earlier training stood, to continue it exactly
 */
export function batches(
  train: ImageSet<"train">,
  options: BatchOptions,
  seed: number,
  name: string,
  from?: BatchesState,
): Batches {
  const streams = Object.fromEntries(
    purposes.map((p) => [p, from ? restored(from.streams[p]) : stream(seed, "gan", name, p)]),
  ) as Record<Purpose, Random>;
  let order = from?.order ?? [];
  let made = from?.step ?? 0;
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
      if (made === 0) order = streams.order.shuffle(train.ids.map((_, i) => i));
      while (made < stepsPerEpoch) {
        const batch = make(
          order.slice(made * options.batchSize, (made + 1) * options.batchSize),
          noise(made),
        );
        made++;
        yield batch;
      }
      made = 0;
    },
    state: () => ({
      streams: Object.fromEntries(
        purposes.map((p) => [p, streams[p].state()]),
      ) as unknown as BatchesState["streams"],
      order,
      step: made,
    }),
  };
}
