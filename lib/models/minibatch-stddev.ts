import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/** Images that are compared with each other. */
const largestGroup = 4;

/**
 * Maps (n, h, w, c) with one more channel: how much the images of a group differ, one number for the whole map. A
 * discriminator that is shown it sees when a generator draws the same image again and again.
 *
 * Source: Karras et al. 2018, section 3; groups of 4 as in their released code.
 */
export class MinibatchStddev extends layers.Layer {
  static readonly className = "MinibatchStddev";

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const sides = shape as Shape;
    return [...sides.slice(0, -1), sides.at(-1)! + 1];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs) as tfjs.Tensor4D;
    return tf.tidy(() => {
      const [n, h, w] = x.shape;
      const perImage = minibatchStddev(x, Math.min(largestGroup, n));
      return tf.concat([x, tf.mul(tf.ones([n, h, w, 1]), perImage)], 3);
    });
  }
}

/**
 * The standard deviation over a group of images at each position and channel, its mean over both: (n, 1, 1, 1). The images
 * i, i + n/group, i + 2 n/group ... are a group. Equal images have 1e-4, the root of the 1e-8 that is added to the variance:
 * the root has no slope at 0.
 *
 * @param x (n, h, w, c) @param group a divisor of n
 */
export function minibatchStddev(x: tfjs.Tensor4D, group: number): tfjs.Tensor {
  const [n, h, w, c] = x.shape;
  const groups = tf.reshape(x, [group, (n / group) * h * w * c]);
  const variance = tf.mean(tf.square(tf.sub(groups, tf.mean(groups, 0, true))), 0);
  const deviation = tf.sqrt(tf.add(variance, 1e-8));
  const perGroup = tf.mean(tf.reshape(deviation, [1, n / group, h * w * c]), 2, true); // (1, n / group, 1)
  return tf.reshape(tf.mul(tf.ones([group, n / group, 1]), perGroup), [n, 1, 1, 1]);
}
