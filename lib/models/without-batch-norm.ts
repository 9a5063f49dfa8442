import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";

type AnyLayer = tfjs.layers.Layer;

/** Whether a network normalises over the batch somewhere. */
export function hasBatchNorm(model: tfjs.LayersModel): boolean {
  return model.layers.some((layer) => layer.getClassName() === "BatchNormalization");
}

/**
 * The same chain of layers with its batch norms left out, freshly built; the given network is disposed.
 * @throws TypeError for a network that is no chain of layers
 */
export function withoutBatchNorm(model: tfjs.LayersModel): tfjs.Sequential {
  if (!(model instanceof tf.Sequential))
    return fail(
      "leave out batch norm",
      `the network ${model.name} with several inputs or branches`,
      "a chain of layers (tf.sequential)",
      "Write it without batch norm, and set gan.normalisation=own.",
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
