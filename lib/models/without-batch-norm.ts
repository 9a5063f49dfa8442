import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import { rebuildNetwork } from "./rebuild-network";

type AnyLayer = tfjs.layers.Layer;

/** Whether a layer normalises over the batch. */
export const isBatchNorm = (layer: AnyLayer): boolean => layer.getClassName() === "BatchNormalization";

/** Whether a network normalises over the batch somewhere. */
export function hasBatchNorm(model: tfjs.LayersModel): boolean {
  return model.layers.some(isBatchNorm);
}

/**
 * The same network with its batch norms left out, freshly built; the given network is disposed. A chain of layers stays one. A
 * network without batch norm is given back as it is, of whatever form.
 * @throws TypeError for a network of several inputs or branches that `rebuildNetwork` cannot build again
 */
export function withoutBatchNorm(model: tfjs.LayersModel): tfjs.LayersModel {
  if (!hasBatchNorm(model)) return model;
  try {
    return model instanceof tf.Sequential
      ? chainWithout(model)
      : rebuildNetwork(model, { layer: (old, x) => (isBatchNorm(old) ? x : undefined) });
  } finally {
    model.dispose();
  }
}

/** Of new layers alone, whose weights are drawn anew: a saved chain keeps its form in Keras. */
function chainWithout(model: tfjs.LayersModel): tfjs.Sequential {
  const kept = model.layers.filter((layer) => !isBatchNorm(layer));
  const layers = kept.map((layer) => {
    const { fromConfig } = layer.constructor as unknown as {
      fromConfig(of: unknown, config: tfjs.serialization.ConfigDict): AnyLayer;
    };
    return fromConfig(layer.constructor, layer.getConfig());
  });
  return tf.sequential({ layers });
}
