import type * as tfjs from "@tensorflow/tfjs";

/** One layer of a network, for a table. */
export interface LayerRow {
  readonly layer: string;
  /** `32 x 32 x 128`: the output of one image. */
  readonly output: string;
  /** Trainable ones and batch norm's moving statistics. */
  readonly parameters: number;
}

/** A network layer by layer, in the order of computation; the input is left out. */
export function layerTable(model: tfjs.LayersModel): LayerRow[] {
  return model.layers
    .filter((layer) => layer.getClassName() !== "InputLayer")
    .map((layer) => ({
      layer: describeLayer(layer),
      output: (layer.outputShape as (number | null)[]).slice(1).join(" x "),
      parameters: layer.countParams(),
    }));
}

/** `Conv2D 4x4, stride 2`, `LeakyReLU 0.01`, `Dense, tanh`: what sets the layer apart from others of its class. */
function describeLayer(layer: tfjs.layers.Layer): string {
  const config = layer.getConfig() as Record<string, unknown>;
  const kernel = (config["kernelSize"] ?? config["poolSize"]) as number[] | undefined;
  const strides = config["strides"] as number[] | undefined;
  const number = config["alpha"] ?? config["rate"];
  const name = [layer.getClassName(), kernel?.join("x"), number]
    .filter((part) => part !== undefined)
    .join(" ");
  const stride = strides?.some((step) => step > 1) ? [`stride ${strides[0]}`] : [];
  const activation = [config["activation"]].filter((a) => typeof a === "string" && a !== "linear");
  return [name, ...stride, ...activation].join(", ");
}

/** Number of a network's parameters: those that training changes, and all, batch norm's moving statistics included. */
export function paramCount(model: tfjs.LayersModel): { trainable: number; total: number } {
  const count = (weights: readonly { shape: readonly (number | null)[] }[]) =>
    weights.reduce((sum, { shape }) => sum + shape.reduce<number>((a, b) => a * (b ?? 1), 1), 0);
  return { trainable: count(model.trainableWeights), total: count(model.weights) };
}
