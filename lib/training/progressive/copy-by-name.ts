import type * as tfjs from "@tensorflow/tfjs";

/** Copies the weights of all layers that two networks have by the same name: what a grown network keeps of the one before. */
export function copyByName(from: tfjs.LayersModel, to: tfjs.LayersModel): void {
  const before = new Map(from.layers.map((layer) => [layer.name, layer]));
  for (const layer of to.layers)
    layer.weights.forEach((weight, i) => {
      const kept = before.get(layer.name)?.weights[i];
      if (kept) weight.write(kept.read());
    });
}
