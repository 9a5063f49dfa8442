import type * as tfjs from "@tensorflow/tfjs";
import { differentiable, lastGradient, layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type LayerArgs = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;
type Inputs = tfjs.Tensor | tfjs.Tensor[];

/** Added to the variance. Source: PyTorch's InstanceNorm2d, which the published CycleGAN uses. */
const epsilon = 1e-5;

/**
 * Each map of each image (n, h, w, channels) to mean 0 and variance 1 over its positions; no scale, no shift. An image does not
 * depend on its batch mates, so a batch of one is as good as any.
 *
 * Source: Ulyanov et al. 2016, eq. 4; without affine parameters as in Zhu et al. 2017's code. Keras has no such layer, so a .h5
 * with it opens in this project, and in Keras with a class of this name.
 */
export class InstanceNormalization extends layers.Layer {
  static readonly className = "InstanceNormalization";

  constructor(options: LayerArgs = {}) {
    super(options);
  }

  override computeOutputShape(shape: tfjs.Shape | tfjs.Shape[]): tfjs.Shape | tfjs.Shape[] {
    return shape;
  }

  override call(inputs: Inputs): tfjs.Tensor {
    return instanceNorm(only(inputs) as tfjs.Tensor4D);
  }
}

/**
 * The layer as a function. With r = 1 / sqrt(variance + epsilon) the gradient is r (dy - mean(dy) - y mean(dy y)): y and r are all that is kept.
 * Its gradient cannot be differentiated again (throws): no penalty is taken through a network with it.
 */
export function instanceNorm(x: tfjs.Tensor4D): tfjs.Tensor4D {
  const ofMap = (t: tfjs.Tensor): tfjs.Tensor => tf.mean(t, [1, 2], true);
  return tf.tidy(
    () =>
      differentiable([x], (input) => {
        const centred = tf.sub(input, ofMap(input));
        const r = tf.rsqrt(tf.add(ofMap(tf.square(centred)), epsilon));
        const value = tf.mul(centred, r);
        return {
          value,
          saved: [value, r],
          backward: (dy, [y, scale]) => {
            const along = tf.mul(y!, ofMap(tf.mul(dy, y!)));
            const gradient = tf.mul(scale!, tf.sub(tf.sub(dy, ofMap(dy)), along));
            return [lastGradient("instance normalisation", gradient, [dy])];
          },
        };
      }) as tfjs.Tensor4D,
  );
}

tf.serialization.registerClass(
  InstanceNormalization as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);
