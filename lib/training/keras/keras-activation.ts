import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../../engine";

/** An activation with its parameters: `{ kind: "leaky_relu", slope: 0.2 }`. */
export interface ActivationSettings {
  readonly kind: string;
  readonly [parameter: string]: string | number;
}

type Activate = (x: Tensor, parameter: (name: string) => number) => Tensor;

/** max(x, 0) + slope min(x, 0), for any slope. */
const leaky = (x: Tensor, slope: number): Tensor => tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), slope));
const hardSigmoid = (x: Tensor): Tensor => tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6);
const elu = (x: Tensor, alpha: number): Tensor =>
  tf.add(tf.relu(x), tf.mul(tf.expm1(tf.minimum(x, 0)), alpha));

/** Axis counted from the end is tfjs' only one: another axis is moved there and back. */
function softmax(x: Tensor, axis: number): Tensor {
  const at = axis < 0 ? axis + x.rank : axis;
  const order = x.shape.map((_, i) => i).filter((i) => i !== at);
  order.push(at);
  const back = order.map((_, i) => order.indexOf(i));
  return at === x.rank - 1 ? tf.softmax(x) : tf.transpose(tf.softmax(tf.transpose(x, order)), back);
}

/** x where x >= threshold, else slope (x - threshold); at most `most`. */
function rectify(x: Tensor, slope: number, threshold: number, most: number): Tensor {
  const above = tf.mul(x, tf.cast(tf.greaterEqual(x, threshold), "float32"));
  const below = tf.mul(tf.relu(tf.sub(threshold, x)), slope);
  const y = tf.sub(above, below);
  return Number.isFinite(most) ? tf.minimum(y, most) : y;
}

/** x where |x| > 0.5, shrunk by `by`; else 0. */
const shrink = (x: Tensor, by: number): Tensor =>
  tf.mul(tf.sub(x, tf.mul(tf.sign(x), by)), tf.cast(tf.greater(tf.abs(x), 0.5), "float32"));

const functions: Readonly<Record<string, Activate>> = {
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1)),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  exponential: (x) => tf.exp(x),
  relu6: (x) => tf.clipByValue(x, 0, 6),
  log_softmax: (x) => tf.logSoftmax(x),
  log_sigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  hard_sigmoid: hardSigmoid,
  hard_sigmoid_2: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  hard_silu: (x) => tf.mul(x, hardSigmoid(x)),
  hard_tanh: (x) => tf.clipByValue(x, -1, 1),
  celu: (x) => elu(x, 1),
  squareplus: (x) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 0.5),
  tanh_shrink: (x) => tf.sub(x, tf.tanh(x)),
  soft_shrink: (x) => shrink(x, 0.5),
  hard_shrink: (x) => shrink(x, 0),
  leaky_relu: (x, parameter) => leaky(x, parameter("slope")),
  elu: (x, parameter) => elu(x, parameter("alpha")),
  relu: (x, parameter) => rectify(x, parameter("slope"), parameter("threshold"), parameter("most")),
  thresholded_relu: (x, parameter) => tf.mul(x, tf.cast(tf.greater(x, parameter("theta")), "float32")),
  softmax: (x, parameter) => softmax(x, parameter("axis")),
};

/** Activations that tfjs computes as Keras 2 and Keras 3 do, under the same name. */
export const sharedActivations: readonly string[] = [
  "linear",
  "relu",
  "sigmoid",
  "tanh",
  "softmax",
  "softplus",
  "softsign",
  "selu",
  "elu",
];

/** Other activations by Keras' names, without parameters; `version` where only one Keras has it. */
export const ownActivations: Readonly<Record<string, { is: ActivationSettings; version?: number }>> = {
  silu: { is: { kind: "silu" } },
  swish: { is: { kind: "silu" } },
  gelu: { is: { kind: "gelu" } },
  mish: { is: { kind: "mish" } },
  exponential: { is: { kind: "exponential" } },
  relu6: { is: { kind: "relu6" } },
  log_softmax: { is: { kind: "log_softmax" } },
  leaky_relu: { is: { kind: "leaky_relu", slope: 0.2 } },
  log_sigmoid: { is: { kind: "log_sigmoid" }, version: 3 },
  hard_silu: { is: { kind: "hard_silu" }, version: 3 },
  hard_swish: { is: { kind: "hard_silu" }, version: 3 },
  hard_tanh: { is: { kind: "hard_tanh" }, version: 3 },
  celu: { is: { kind: "celu" }, version: 3 },
  squareplus: { is: { kind: "squareplus" }, version: 3 },
  tanh_shrink: { is: { kind: "tanh_shrink" }, version: 3 },
  soft_shrink: { is: { kind: "soft_shrink" }, version: 3 },
  hard_shrink: { is: { kind: "hard_shrink" }, version: 3 },
};

/**
 * An activation of Keras that tfjs lacks or computes otherwise, for `activation` of any layer: tfjs' hard sigmoid is Keras 2's,
 * its activations have no parameters.
 * Source: keras/src/activations/activations.py of 3.15 and tf_keras/src/activations.py of 2.21.
 */
export class KerasActivation extends tf.serialization.Serializable {
  static className = "kerasActivation";

  readonly settings: ActivationSettings;

  /** @param config the settings; tfjs adds `customObjects` when it makes one */
  constructor(config: ActivationSettings | Record<string, unknown>) {
    super();
    this.settings = Object.fromEntries(
      Object.entries(config).filter(([key]) => key !== "customObjects"),
    ) as ActivationSettings;
  }

  apply(x: Tensor): Tensor {
    const { kind } = this.settings;
    return tf.tidy(() => functions[kind]!(x, (name) => Number(this.settings[name])));
  }

  override getConfig(): ReturnType<InstanceType<typeof tf.serialization.Serializable>["getConfig"]> {
    return { ...this.settings };
  }
}

tf.serialization.registerClass(KerasActivation);
