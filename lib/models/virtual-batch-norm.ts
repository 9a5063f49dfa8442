import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { isTraining, type Kwargs, only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/** The statistics of a reference batch at one layer. */
export interface ReferenceStatistics {
  /** Per channel, over the reference's examples and places: (channels). */
  readonly mean: tfjs.Tensor;
  /** The population's, (channels). */
  readonly variance: tfjs.Tensor;
  /** Examples of the reference batch. */
  readonly rows: number;
}

/** What a virtual batch norm is made with; the first four as batch norm has them. */
export interface VirtualBatchNormOptions {
  readonly name: string;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  /** Examples of the reference batch. */
  readonly rows: number;
}

/**
 * Each example (n, ..., channels) less the mean, over the deviation, of the reference batch and itself together, in which it
 * counts as one of `rows + 1`. What stands beside it in the batch has no part in it.
 *
 * With d = x - reference mean, b = 1 / (rows + 1) and an example's means m of d and s of d^2 over its positions, it is
 * (d - b m) / sqrt((1 - b) reference variance + b s - b^2 m^2 + epsilon): mean and mean square of both, without the
 * difference of two large squares.
 */
export function normalizeVirtually(
  x: tfjs.Tensor,
  { mean, variance, rows }: ReferenceStatistics,
  epsilon: number,
): tfjs.Tensor {
  const places = x.shape.slice(1, -1).map((_, i) => i + 1);
  const ofExample = (t: tfjs.Tensor): tfjs.Tensor => (places.length === 0 ? t : tf.mean(t, places, true));
  return tf.tidy(() => {
    const share = 1 / (rows + 1);
    const d = tf.sub(x, mean);
    const shift = tf.mul(ofExample(d), share);
    const square = tf.mul(ofExample(tf.square(d)), share);
    const spread = tf.add(tf.mul(variance, 1 - share), tf.sub(square, tf.square(shift)));
    return tf.mul(tf.sub(d, shift), tf.rsqrt(tf.add(spread, epsilon)));
  });
}

/**
 * Virtual batch normalisation, then scale and shift per channel as batch norm's. In training mode the first `rows` of its
 * input are the reference batch (see `ReferenceRows`): they are normalised by their own statistics, the others by
 * `normalizeVirtually`, gradients pass through both, and the statistics are kept. Otherwise each example is normalised
 * with the statistics that were kept: a closed formula.
 *
 * Source: Salimans et al. 2016, section 3.5, and their code (a reference's mean and mean square, the example's share
 * 1 / (rows + 1)).
 */
export class VirtualBatchNorm extends layers.Layer {
  static readonly className = "VirtualBatchNorm";
  readonly options: VirtualBatchNormOptions;
  private gamma: tfjs.LayerVariable | undefined;
  private beta: tfjs.LayerVariable | undefined;
  private mean: tfjs.LayerVariable | undefined;
  private variance: tfjs.LayerVariable | undefined;

  constructor(options: VirtualBatchNormOptions) {
    super({ name: options.name });
    this.options = options;
  }

  /** Weights of batch norm's names, in its order. */
  override build(shape: Shape | Shape[]): void {
    const add = (name: string, initial: "zeros" | "ones", trainable: boolean): tfjs.LayerVariable =>
      this.addWeight(
        name,
        [(shape as Shape).at(-1)!],
        "float32",
        tf.initializers[initial](),
        undefined,
        trainable,
      );
    if (this.options.scale) this.gamma = add("gamma", "ones", true);
    if (this.options.center) this.beta = add("beta", "zeros", true);
    this.mean = add("moving_mean", "zeros", false);
    this.variance = add("moving_variance", "ones", false);
    this.built = true;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[], kwargs: Kwargs): tfjs.Tensor {
    const { epsilon, rows } = this.options;
    return tf.tidy(() => {
      const x = only(inputs);
      const kept = () => ({ mean: this.mean!.read(), variance: this.variance!.read(), rows });
      const y = isTraining(kwargs) ? this.withReference(x) : normalizeVirtually(x, kept(), epsilon);
      const scaled = this.gamma ? tf.mul(y, this.gamma.read()) : y;
      return this.beta ? tf.add(scaled, this.beta.read()) : scaled;
    });
  }

  private withReference(x: tfjs.Tensor): tfjs.Tensor {
    const { epsilon, rows } = this.options;
    const reference = tf.slice(x, 0, rows);
    const all = x.shape.slice(0, -1).map((_, i) => i);
    const mean = tf.mean(reference, all);
    const centred = tf.sub(reference, mean);
    const variance = tf.mean(tf.square(centred), all);
    this.mean!.write(mean.clone());
    this.variance!.write(variance.clone());
    const own = tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon)));
    return tf.concat([own, normalizeVirtually(tf.slice(x, rows), { mean, variance, rows }, epsilon)], 0);
  }
}
