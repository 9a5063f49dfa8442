import type { LayersModel } from "@tensorflow/tfjs";
import { layers, tf } from "../engine";

/** Pixels of an image per cell of the detector's grid, in each direction. */
export const detectorStride = 4;

// prettier-ignore
// [detector]
/**
 * A one-stage detector with one anchor, for small images: 32 x 32 pixels give a grid of 8 x 8 cells, each of which says
 * where a box around its middle lies and whether there is one. 60,549 parameters, 3.9 million multiplications an image.
 *
 * @param size side of an image, pixels; a multiple of 4
 * @returns images (n, size, size, 1) to (n, size / 4, size / 4, 5): tx, ty, tw, th and the logit of "here is one"
 * Source: Redmon & Farhadi 2018 (YOLOv3), made small: one scale of three, one anchor of nine, four convolutions of 53.
 */
export function detector(size: number): LayersModel {
  const conv = { kernelSize: 3, padding: "same" } as const;
  return tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [size, size, 1], filters: 16, strides: 2, ...conv }), // 16 x 16 x 16
      layers.leakyReLU({ alpha: 0.1 }),
      layers.conv2d({ filters: 32, strides: 2, ...conv }), // 8 x 8 x 32
      layers.leakyReLU({ alpha: 0.1 }),
      layers.conv2d({ filters: 64, ...conv }), // 8 x 8 x 64
      layers.leakyReLU({ alpha: 0.1 }),
      layers.conv2d({ filters: 64, ...conv }), // 8 x 8 x 64
      layers.leakyReLU({ alpha: 0.1 }),
      layers.conv2d({ filters: 5, kernelSize: 1 }), // 8 x 8 x 5
    ],
  });
}
// [/detector]
