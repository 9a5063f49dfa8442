import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import { only } from "../engine/original-layer";

/** Numbers of each of a kernel's vectors. */
const dimensions = 5;

/**
 * Closeness of each image to its batch mates: o_b = sum over the others j of exp(-|M_ib - M_jb|), the sum of absolute
 * differences over the last axis. Equal images have n - 1, images far from all others 0: a generator that draws one image only
 * is found out by it. Without a second derivative.
 *
 * @param projected M (n, kernels, dimensions)
 * @returns (n, kernels)
 * Source: Salimans et al. 2016, section 3.2. Deviation: without the image itself, which adds 1.
 */
export function closeness(projected: tfjs.Tensor): tfjs.Tensor {
  return tf.tidy(() => {
    const apart = tf.sum(tf.abs(tf.sub(tf.expandDims(projected, 1), tf.expandDims(projected, 0))), 3);
    return tf.sub(tf.sum(tf.exp(tf.neg(apart)), 1), 1);
  });
}

/** `closeness` of features (n, A) by a trained projection A to kernels * 5, as a layer. */
export class MinibatchDiscrimination extends tf.layers.Layer {
  static readonly className = "MinibatchDiscrimination";
  private projection: tfjs.LayerVariable | undefined;

  constructor(private readonly kernels: number) {
    super({});
  }

  override build(inputShape: tfjs.Shape | tfjs.Shape[]): void {
    const features = (inputShape as tfjs.Shape).at(-1) ?? 0;
    this.projection = this.addWeight(
      "kernel",
      [features, this.kernels * dimensions],
      "float32",
      tf.initializers.zeros(),
    );
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: tfjs.Shape | tfjs.Shape[]): tfjs.Shape {
    return [(inputShape as tfjs.Shape)[0] ?? null, this.kernels];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() =>
      closeness(
        tf.reshape(tf.matMul(x as tfjs.Tensor2D, this.projection!.read() as tfjs.Tensor2D), [
          -1,
          this.kernels,
          dimensions,
        ]),
      ),
    );
  }
}
