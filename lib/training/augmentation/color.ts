import type { Tensor4D } from "@tensorflow/tfjs";
import { tf, type Draws } from "../../engine";
import type { AugmentationAmounts } from "./amounts";

/**
 * Brightness, then saturation (of several channels), then contrast about the image's mean; one amount an image, and what
 * leaves [-1, 1] stays so. Differentiable to every order. Source: Zhao et al. 2020, `rand_brightness`, `rand_saturation`
 * and `rand_contrast`.
 */
export function color(
  images: Tensor4D,
  draws: Draws,
  { colorBrightness, colorSaturation, colorContrast }: AugmentationAmounts,
): Tensor4D {
  return tf.tidy(() => {
    const [n, , , channels] = images.shape;
    const one = (most: number, about: number) => draws.uniform([n, 1, 1, 1], about - most, about + most);
    const about = (x: Tensor4D, axes: number[], factor: ReturnType<typeof one>): Tensor4D => {
      const mean = tf.mean(x, axes, true);
      return tf.add(tf.mul(tf.sub(x, mean), factor), mean);
    };
    const bright = tf.add<Tensor4D>(images, one(colorBrightness, 0));
    const saturated = channels === 1 ? bright : about(bright, [3], one(colorSaturation, 1));
    return about(saturated, [1, 2, 3], one(colorContrast, 1));
  });
}
