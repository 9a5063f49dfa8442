import type { LayersModel } from "@tensorflow/tfjs";
import { originalLayer } from "../../lib/engine/original-layer";
import { tf } from "../../lib/engine";

type LayerClass = Parameters<typeof tf.serialization.registerClass>[0];

/**
 * The same network of tfjs' own layers, with the same weights: the reference that values and times are compared with.
 *
 * @param model a network made of `layers`
 * @param except class names that stay ours: `["LeakyReLU"]` where a gradient penalty is taken, which tfjs' own throws at
 * @returns a model of its own; dispose it
 */
export async function plainCopy(model: LayersModel, except: readonly string[] = []): Promise<LayersModel> {
  const names = [...new Set(model.layers.map((layer) => layer.getClassName()))].filter(
    (n) => !except.includes(n),
  );
  const registered = tf.serialization.SerializationMap.getMap().classNameMap;
  const ours = names.map((name) => registered[name]?.[0] as unknown as LayerClass);
  for (const name of names) tf.serialization.registerClass(originalLayer(name) as unknown as LayerClass);
  try {
    const topology = model.toJSON(undefined, false) as Parameters<typeof tf.models.modelFromJSON>[0];
    const copy = await tf.models.modelFromJSON(topology);
    copy.setWeights(model.getWeights());
    return copy;
  } finally {
    for (const layer of ours) tf.serialization.registerClass(layer);
  }
}
