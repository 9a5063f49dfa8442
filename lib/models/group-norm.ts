import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;
type Inputs = tfjs.Tensor | tfjs.Tensor[];

/**
 * Each image's maps (n, h, w, channels) by the mean and variance of their group of neighbouring channels over all positions,
 * then scale and shift per channel. An image's result does not depend on its batch mates, as batch norm's does.
 *
 * Source: Wu & He 2018, eq. 1 and 7; epsilon 1e-5 added to the population's variance.
 * Deviation: the variance is the mean square less the squared mean, two sums over the maps instead of three passes.
 */
export class GroupNorm extends layers.Layer {
  static readonly className = "GroupNorm";
  private gamma: tfjs.LayerVariable | undefined;
  private beta: tfjs.LayerVariable | undefined;
  readonly groups: number;

  /** @param options groups: their number, a divisor of the channels */
  constructor(options: { readonly groups: number }) {
    super({});
    this.groups = options.groups;
  }

  override build(shape: Shape | Shape[]): void {
    const channels = (shape as Shape).at(-1)!;
    this.gamma = this.addWeight("gamma", [channels], "float32", tf.initializers.ones());
    this.beta = this.addWeight("beta", [channels], "float32", tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: Inputs): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() => groupNorm(x as tfjs.Tensor4D, this.groups, this.gamma!.read(), this.beta!.read()));
  }
}

/** The layer as a function. @param gamma scale (channels) @param beta shift (channels) */
export function groupNorm(
  x: tfjs.Tensor4D,
  groups: number,
  gamma: tfjs.Tensor,
  beta: tfjs.Tensor,
): tfjs.Tensor4D {
  const [n, h, w, channels] = x.shape;
  const maps = tf.reshape(x, [n, h * w, channels]);
  const ofGroup = (y: tfjs.Tensor): tfjs.Tensor => {
    const perChannel = tf.reshape(tf.mean(y, 1), [n, groups, channels / groups]);
    return tf.mean(perChannel, 2, true); // (n, groups, 1)
  };
  const mean = ofGroup(maps);
  const variance = tf.sub(ofGroup(tf.square(maps)), tf.square(mean));
  const perGroup = [1, groups, channels / groups];
  const scale = tf.mul(tf.rsqrt(tf.add(variance, 1e-5)), tf.reshape(gamma, perGroup));
  const shift = tf.sub(tf.reshape(beta, perGroup), tf.mul(mean, scale));
  const everywhere = (y: tfjs.Tensor): tfjs.Tensor => tf.reshape(y, [n, 1, channels]);
  return tf.reshape(tf.add(tf.mul(maps, everywhere(scale)), everywhere(shift)), [n, h, w, channels]);
}
