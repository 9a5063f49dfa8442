import type * as tfjs from "@tensorflow/tfjs";

/**
 * A network's layers, their options and how they are joined, as text for a checkpoint's key: the same for each network
 * that is built by the same lines. tfjs counts layers in the names that it gives them (`conv2d_Conv2D7`), so a network
 * built again has other names; here a layer is called by its index.
 */
export function networkText(network: tfjs.LayersModel): string {
  const names = new Map(namesOf(network).map((name, i) => [name, `layer ${i}`]));
  return JSON.stringify(network.getConfig(), (_, value: unknown) =>
    typeof value === "string" ? (names.get(value) ?? value) : value,
  );
}

/** Of a network and its layers, those of networks among them included. */
function namesOf(layer: { readonly name: string; readonly layers?: readonly tfjs.layers.Layer[] }): string[] {
  return [layer.name, ...(layer.layers ?? []).flatMap(namesOf)];
}
