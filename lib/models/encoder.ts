import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";

/**
 * A network that says which latents an image could be made of: the mirror of a Radford generator, 1,435,748 parameters at
 * 32 x 32 with 100 latents and a width of 64.
 *
 * @param size side of an image in pixels, a multiple of 8
 * @param width filters of the first layer; the next have two and four times as many
 * @returns images (batch, size, size, 1) to z (batch, latentDim), not bounded
 * Source: Schlegl et al. 2019 (f-AnoGAN): the critic's form with latents at its end; theirs is residual and for 64 x 64.
 */
export function encoder(size: number, latentDim: number, width = 64): tfjs.Sequential {
  const convolution = (filters: number, inputShape?: [number, number, number]) =>
    layers.conv2d({ filters, kernelSize: 5, strides: 2, padding: "same", ...(inputShape && { inputShape }) });
  return tf.sequential({
    layers: [
      convolution(width, [size, size, 1]),
      layers.leakyReLU({ alpha: 0.2 }),
      convolution(2 * width),
      layers.leakyReLU({ alpha: 0.2 }),
      convolution(4 * width),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: latentDim }),
    ],
  });
}
