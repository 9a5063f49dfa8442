import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { batchNormTraining } from "./batch-norm";
import { isTraining, type Kwargs, only, originalLayer } from "./original-layer";
import { leakyRelu, relu } from "./rectifier";
import { tf } from "./tf";

interface Weight {
  read(): Tensor;
  write(value: Tensor): unknown;
}

/** Private members of tfjs' batch normalisation. */
interface NormState {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly gamma: Weight;
  readonly beta: Weight;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}

/**
 * tfjs' BatchNormalization computed by `batchNormTraining` in training mode. Every call in training mode moves the
 * averages: moving = momentum moving + (1 - momentum) batch, with the population variance, as Keras does.
 */
export class BatchNormalization extends originalLayer<"batchNormalization">("BatchNormalization") {
  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    const state = this as unknown as NormState;
    const x = only(inputs);
    const lastAxis = state.axis === -1 || state.axis === x.rank - 1;
    if (!isTraining(kwargs) || !lastAxis) return super.call(inputs, kwargs);
    const channels = [x.shape[x.rank - 1]!];
    const average = (moving: Weight, now: Tensor) =>
      moving.write(tf.add(moving.read(), tf.mul(tf.sub(now, moving.read()), 1 - state.momentum)));
    return tf.tidy(() =>
      batchNormTraining(
        x,
        state.scale ? state.gamma.read() : tf.ones(channels),
        state.center ? state.beta.read() : tf.zeros(channels),
        {
          epsilon: state.epsilon,
          statistics: (mean, variance) => {
            average(state.movingMean, mean);
            average(state.movingVariance, variance);
          },
        },
      ),
    );
  }
}

/** tfjs' LeakyReLU with right derivatives of every order. */
export class LeakyReLU extends originalLayer<"leakyReLU">("LeakyReLU") {
  override call(inputs: Tensor | Tensor[]): Tensor | Tensor[] {
    return leakyRelu(only(inputs), this.alpha);
  }
}

/** tfjs' ReLU with right derivatives of every order; a `maxValue` is left to tfjs. */
export class ReLU extends originalLayer<"reLU">("ReLU") {
  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    return this.maxValue === null || this.maxValue === undefined
      ? relu(only(inputs))
      : super.call(inputs, kwargs);
  }
}

/** tfjs' GlobalAveragePooling2D as one pooling over the whole map, (n, h, w, channels) -> (n, channels). */
export class GlobalAveragePooling2D extends originalLayer<"globalAveragePooling2d">(
  "GlobalAveragePooling2D",
) {
  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    if (this.dataFormat !== "channelsLast") return super.call(inputs, kwargs);
    const x = only(inputs) as Tensor4D;
    const [n, h, w, channels] = x.shape;
    return tf.tidy(() => tf.reshape(h * w === 1 ? x : tf.avgPool(x, [h, w], 1, "valid"), [n, channels]));
  }
}
