import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";

type AnyLayer = tfjs.layers.Layer;

/** Whether a network normalises over the batch somewhere. */
export function hasBatchNorm(model: tfjs.LayersModel): boolean {
  return model.layers.some((layer) => layer.getClassName() === "BatchNormalization");
}

/**
 * The same chain of layers with its batch norms left out, freshly built; the given network is disposed. A network without
 * batch norm is given back as it is, of whatever form.
 * @throws TypeError for a network with batch norm that is no chain of layers
 */
export function withoutBatchNorm(model: tfjs.LayersModel): tfjs.LayersModel {
  if (!hasBatchNorm(model)) return model;
  if (!(model instanceof tf.Sequential))
    return fail(
      "leave out batch norm",
      `the network ${model.name} with several inputs or branches`,
      "a chain of layers (tf.sequential)",
      "Write that discriminator without batch norm, or choose another gan.network.",
      TypeError,
    );
  const kept = model.layers.filter((layer) => layer.getClassName() !== "BatchNormalization");
  const layers = kept.map((layer) => {
    const { fromConfig } = layer.constructor as unknown as {
      fromConfig(of: unknown, config: tfjs.serialization.ConfigDict): AnyLayer;
    };
    return fromConfig(layer.constructor, layer.getConfig());
  });
  model.dispose();
  return tf.sequential({ layers });
}
