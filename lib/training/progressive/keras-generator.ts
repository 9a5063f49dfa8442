import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { equalizedScale, kerasParts, type PgganSpec } from "../../models";
import { EqualizedLayer } from "../../models/equalized-layer";

/**
 * A trained growing generator as one of Keras' own layers, its kernels times their scale: the same images within 2e-5, cut
 * to [-1, 1]. The caller disposes it.
 *
 * @param trained of the stage at which `side` is stable
 */
export function kerasGenerator(spec: PgganSpec, side: number, trained: tfjs.LayersModel): tfjs.LayersModel {
  const model = spec.generator({ side, isFading: false }, kerasParts);
  for (const layer of trained.layers) {
    if (!(layer instanceof EqualizedLayer)) continue;
    const [kernel, bias] = layer.weights.map((weight) => weight.read()) as [tfjs.Tensor, tfjs.Tensor];
    const scaled = tf.mul(kernel, equalizedScale(kernel.shape, layer.options.gain));
    model.getLayer(layer.name).setWeights([scaled, bias]);
    scaled.dispose();
  }
  return model;
}
