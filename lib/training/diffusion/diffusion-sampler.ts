import type * as tfjs from "@tensorflow/tfjs";
import { compile, tf } from "../../engine";
import { inBatches, joinRows } from "../inference";
import { ddimStep, ddimTimes } from "./ddim";
import { cosineSchedule } from "./noise-schedule";

/** Number of times of the noise schedule. */
export const diffusionTimes = 1000;

/** How a diffusion model is sampled. */
export interface SamplingOptions {
  /** Steps of the network per image. */
  readonly steps: number;
  /** w of (1 + w) eps(class) - w eps(none); 0: the class alone. Source: Ho & Salimans 2022, eq. 6. */
  readonly guidance: number;
}

/** Draws images at given latents, for as long as it is not disposed. */
export interface DiffusionSampler {
  /**
   * An image is a function of its own latent and class.
   * @param latents starting noise x_T (n, size * size), N(0, 1)
   * @param codes (n, classes): 1 at the class, or shares of several
   * @returns (n, size, size, 1) in [-1, 1]
   */
  images(latents: Float32Array, codes: Float32Array): Float32Array;
  /** Ends the graph; the denoiser stays. */
  dispose(): void;
}

const imagesPerBatch = 50;

/**
 * A denoiser that draws images by DDIM, one graph for each step of a batch.
 * @param denoiser undefined: an untrained one, whose prediction is 0
 * @param size side of an image in pixels
 */
export function diffusionSampler(
  denoiser: tfjs.LayersModel | undefined,
  size: number,
  { steps, guidance }: SamplingOptions,
): DiffusionSampler {
  const area = size * size;
  const predict = predictor(denoiser, guidance);
  const step = compile(
    (x: tfjs.Tensor, y: tfjs.Tensor, t: tfjs.Scalar, from: tfjs.Scalar, to: tfjs.Scalar) =>
      tf.tidy(() => ddimStep(x, predict(x, t, y), from, to).next),
    { otherwise: "eager" },
  );
  const { alphaBar } = cosineSchedule(diffusionTimes);
  const times = ddimTimes(diffusionTimes, steps);
  const denoise = (start: tfjs.Tensor, y: tfjs.Tensor): tfjs.Tensor =>
    times.reduce(
      (x, t, i) =>
        tf.tidy(() => {
          const next = i + 1 < times.length ? alphaBar[times[i + 1]!]! : 1;
          return step(x, y, tf.scalar(t), tf.scalar(alphaBar[t]!), tf.scalar(next));
        }),
      start,
    );
  return {
    images: (latents, codes) => {
      const n = latents.length / area;
      const classes = codes.length / n;
      const run = (rows: tfjs.Tensor): tfjs.Tensor => {
        const [pixels, y] = tf.split(rows, [area, classes], 1) as [tfjs.Tensor, tfjs.Tensor];
        return denoise(tf.reshape(pixels, [-1, size, size, 1]), y);
      };
      return inBatches(run, joinRows(latents, codes, n), imagesPerBatch);
    },
    dispose: () => step.dispose(),
  };
}

/** The noise that a denoiser finds, guided. */
function predictor(
  denoiser: tfjs.LayersModel | undefined,
  guidance: number,
): (x: tfjs.Tensor, t: tfjs.Scalar, y: tfjs.Tensor) => tfjs.Tensor {
  return (x, t, y) => {
    if (!denoiser) return tf.zerosLike(x);
    const n = x.shape[0]!;
    const times = tf.mul(tf.ones([n, 1]), t);
    const zero = tf.zeros([n, 1]);
    const of = (told: tfjs.Tensor): tfjs.Tensor =>
      denoiser.apply([x, times, told], { training: false }) as tfjs.Tensor;
    const ofClass = of(tf.concat([y, zero], 1));
    if (guidance === 0) return ofClass;
    const ofNone = of(tf.concat([tf.zerosLike(y), tf.onesLike(zero)], 1));
    return tf.sub(tf.mul(ofClass, 1 + guidance), tf.mul(ofNone, guidance));
  };
}
