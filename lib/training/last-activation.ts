import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** What a network does to each number at its end. */
export interface LastActivation {
  /** Name of the layer. */
  readonly layer: string;
  /** As Keras calls it: `sigmoid`, `relu`, `linear`. */
  readonly activation: string;
  /** What it makes of numbers from -50 to 50. */
  readonly least: number;
  readonly most: number;
}

/** Layers that hand on the numbers they get. */
const passing = new Set(["Reshape", "WithoutReferenceRows"]);
/** Layers that are an activation. */
const ownLayers = new Set(["ReLU", "LeakyReLU", "ELU", "ThresholdedReLU", "Softmax"]);

/** The activation of a network's last layer; undefined where that has none, or one that Keras' layers hide in another way. */
export function lastActivation(network: tfjs.LayersModel): LastActivation | undefined {
  let layer = network.outputs[0]?.sourceLayer;
  while (layer && passing.has(layer.getClassName()))
    layer = (layer.input as tfjs.SymbolicTensor | undefined)?.sourceLayer;
  const last = layer && activationOf(layer);
  if (!layer || !last) return undefined;
  const [least = NaN, most = NaN] = tf.tidy(() => {
    const made = last.apply(tf.reshape(tf.linspace(-50, 50, 201), [-1, 1, 1, 1]));
    return tf.stack([tf.min(made), tf.max(made)]).dataSync();
  });
  return { layer: layer.name, activation: last.name, least, most };
}

function activationOf(
  layer: tfjs.layers.Layer,
): { readonly name: string; apply(x: tfjs.Tensor): tfjs.Tensor } | undefined {
  const { activation } = layer as {
    activation?: { apply?(x: tfjs.Tensor): tfjs.Tensor; getClassName(): string };
  };
  if (activation?.apply) return { name: activation.getClassName(), apply: (x) => activation.apply!(x) };
  const name = layer.getClassName();
  return ownLayers.has(name)
    ? { name: name.toLowerCase(), apply: (x) => layer.call(x, {}) as tfjs.Tensor }
    : undefined;
}
