import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** Layers that hand on the numbers they get. */
const passing = new Set(["Reshape", "WithoutReferenceRows"]);

/**
 * Says before any training that a generator cannot make black (-1) or white (1), as one that ends in a sigmoid or a rectifier. The
 * last activation is asked, on numbers from -50 to 50; one that Keras' layers hide in another way is not seen.
 *
 * @param name of the GAN
 */
export function checkRange(generator: tfjs.LayersModel, name: string): void {
  let layer = generator.outputs[0]?.sourceLayer;
  while (layer && passing.has(layer.getClassName()))
    layer = (layer.input as tfjs.SymbolicTensor | undefined)?.sourceLayer;
  const apply = layer && activationOf(layer);
  if (!layer || !apply) return;
  const [least = NaN, most = NaN] = tf.tidy(() => {
    const made = apply(tf.reshape(tf.linspace(-50, 50, 201), [-1, 1, 1, 1]));
    return tf.stack([tf.min(made), tf.max(made)]).dataSync();
  });
  if (least <= -0.95 && most >= 0.95) return;
  const from = (value: number): string => String(Number(value.toFixed(2)));
  console.log(
    `${name}: caution: the generator's last layer, "${layer.name}", makes pixels from ${from(least)} to ${from(most)}, where the ` +
      "images' go from -1 (black) to 1 (white). Let it end in tanh.",
  );
}

/** What a layer does to each number at its end; undefined where that is not known. */
function activationOf(layer: tfjs.layers.Layer): ((x: tfjs.Tensor) => tfjs.Tensor) | undefined {
  const { activation } = layer as { activation?: { apply?(x: tfjs.Tensor): tfjs.Tensor } };
  if (activation?.apply) return (x) => activation.apply!(x);
  if (!["ReLU", "LeakyReLU", "ELU", "ThresholdedReLU", "Softmax"].includes(layer.getClassName()))
    return undefined;
  return (x) => layer.call(x, {}) as tfjs.Tensor;
}
