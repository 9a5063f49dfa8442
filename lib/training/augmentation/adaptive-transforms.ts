import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { tf, type Draws } from "../../engine";
import { resample } from "./resample";

/**
 * What ADA may do to a grey slice, at most at the published strengths: a bleed has to remain one. Quarter turns are left out
 * (heads do not lie so), and so is the inversion of brightness (it makes air of bone) and filters, noise and cutout, of
 * which the paper found no gain.
 */
const strengths = {
  /** Farthest whole-pixel shift, a share of the side. */
  shift: 1 / 8,
  /** Size is 2^(this * n), n standard normal. */
  zoom: 0.1,
  /** Largest angle in degrees. */
  rotation: 15,
  /** Standard deviation of the shift by fractions of a pixel, in pixels. */
  fraction: 1,
  /** Standard deviation of what is added, on [-1, 1]. */
  brightness: 0.05,
  /** Values are multiplied by 2^(this * n), n standard normal. */
  contrast: 0.15,
  /** Air. */
  fill: -1,
} as const;

/**
 * Mirrors, shifts, zooms, turns, then changes brightness and contrast: each of the seven with probability p, image by image.
 * The moves are one bilinear resampling; nothing is clipped. Differentiable once. With p = 0 the images as they are.
 *
 * Source: Karras et al. 2020, appendix B. Deviation: for 32 pixels resampled without their filters for twice the size.
 *
 * @param images (n, height, width, channels) in [-1, 1]
 * @param p one number in [0, 1]
 */
export function adaptiveTransforms(images: Tensor4D, draws: Draws, p: Tensor): Tensor4D {
  return tf.tidy(() => {
    const n = images.shape[0];
    /** 1 with probability p, else 0. */
    const chosen = (): Tensor => tf.cast(tf.less(draws.uniform([n, 1]), p), "float32");
    const moved = resample(images, sources(images, draws, chosen), strengths.fill);
    const each = (x: Tensor): Tensor4D => tf.reshape(x, [n, 1, 1, 1]);
    const brightness = tf.mul(chosen(), draws.normal([n, 1], 0, strengths.brightness));
    const contrast = powerOfTwo(tf.mul(chosen(), draws.normal([n, 1], 0, strengths.contrast)));
    return tf.mul(tf.add(moved, each(brightness)), each(contrast));
  });
}

/** Source of each output pixel: the moves undone, the last one first, about the image's centre. */
function sources(images: Tensor4D, draws: Draws, chosen: () => Tensor): { x: Tensor2D; y: Tensor2D } {
  const [n, height, width] = images.shape;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  // uniform over {as it is, mirrored}: with p = 1 half of the images
  const mirror = tf.sub(1, tf.mul(2, tf.mul(chosen(), draws.chance([n, 1], 0.5))));
  const isShifted = chosen();
  const shift = (side: number): Tensor => {
    const most = Math.floor(side * strengths.shift + 0.5);
    return tf.mul(isShifted, tf.cast(draws.integers([n, 1], -most, most + 1), "float32"));
  };
  const [across, down] = [shift(width), shift(height)];
  const size = powerOfTwo(tf.mul(chosen(), draws.normal([n, 1], 0, strengths.zoom)));
  const most = (strengths.rotation * Math.PI) / 180;
  const angle = tf.mul(chosen(), draws.uniform([n, 1], -most, most));
  const isMoved = chosen();
  const fraction = (): Tensor => tf.mul(isMoved, draws.normal([n, 1], 0, strengths.fraction));
  const places = range(height * width);
  const x = tf.sub(tf.tensor2d(places.map((i) => (i % width) - cx), [1, height * width]), fraction()); // prettier-ignore
  const y = tf.sub(tf.tensor2d(places.map((i) => Math.floor(i / width) - cy), [1, height * width]), fraction()); // prettier-ignore
  const [cos, sin] = [tf.div(tf.cos(angle), size), tf.div(tf.sin(angle), size)];
  const upright = {
    x: tf.add(tf.mul(x, cos), tf.mul(y, sin)),
    y: tf.sub(tf.mul(y, cos), tf.mul(x, sin)),
  };
  return {
    x: tf.add(tf.mul(mirror, tf.sub(upright.x, across)), cx),
    y: tf.add(tf.sub(upright.y, down), cy),
  };
}

const powerOfTwo = (x: Tensor): Tensor => tf.exp(tf.mul(x, Math.LN2));
