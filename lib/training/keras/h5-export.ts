import type * as tfjs from "@tensorflow/tfjs";
import { fail, formatList } from "../../core/errors";
import {
  type FinalActivation,
  lastLayer,
  type LayerConfig,
  type ModelConfig,
  supportedLayers,
} from "./h5-config";

/**
 * A model's configuration as Keras 2 writes it, which Keras 3 reads too.
 *
 * Layers that tfjs named by counting (`conv2d_Conv2D7`) get Keras' names (`conv2d`, `conv2d_1`): the same model gives
 * the same file whatever was made before it.
 *
 * @param finalActivation put in place of the last layer's linear activation: a network trained on logits is saved as published
 * @returns the configuration, and the names of the layers in `model.layers`' order
 * @throws InputError for layers that Keras would not compute the same way
 */
export function toKeras(
  model: tfjs.LayersModel,
  finalActivation?: FinalActivation,
): { config: ModelConfig; layerNames: string[] } {
  const written = model.toJSON(null, false) as unknown as ModelConfig;
  const config = JSON.parse(JSON.stringify(written)) as ModelConfig;
  const layers = config.config.layers;
  checkSupported(layers);
  if (finalActivation !== undefined) activateLast(config, finalActivation);
  const names = new Map<string, string>();
  for (const layer of layers) names.set(String(layer.config["name"]), kerasName(layer, names));
  rename(config, names);
  const sequential = config.class_name === "Sequential";
  if (sequential) addInputLayer(layers);
  config.class_name = sequential ? "Sequential" : "Functional";
  if (/^(sequential|model)_?\d+$/.test(config.config.name))
    config.config.name = sequential ? "sequential" : "functional";
  return { config, layerNames: model.layers.map((layer) => names.get(layer.name) ?? layer.name) };
}

function checkSupported(layers: readonly LayerConfig[]): void {
  const others = [...new Set(layers.map((layer) => layer.class_name))].filter(
    (name) => !supportedLayers.includes(name),
  );
  if (others.length > 0)
    fail(
      "save the model for Keras",
      `layers ${formatList(others)}`,
      formatList(supportedLayers, 99),
      "Use these layers only.",
    );
}

function activateLast(model: ModelConfig, activation: FinalActivation): void {
  const layer = lastLayer(model);
  if (layer?.config["activation"] !== "linear")
    return fail(
      `save the model ending in ${activation}`,
      `a last layer ${layer?.class_name ?? "(none)"} with activation ${JSON.stringify(layer?.config["activation"] ?? "none")}`,
      "a last layer that gives logits: dense without activation",
      "Leave finalActivation out, or end the model in a linear layer.",
    );
  layer.config["activation"] = activation;
}

/** `conv2d_Conv2D7` to `conv2d`, the next one to `conv2d_1`; a name given by hand stays. */
function kerasName(layer: LayerConfig, taken: ReadonlyMap<string, string>): string {
  const name = String(layer.config["name"]);
  const counted = new RegExp(`^(.+)_${layer.class_name}\\d+$`).exec(name)?.[1];
  const base = layer.class_name === "InputLayer" && /^input\d+$/.test(name) ? "input_layer" : counted;
  if (base === undefined) return name;
  const used = new Set(taken.values());
  let unique = base;
  for (let n = 1; used.has(unique); n++) unique = `${base}_${n}`;
  return unique;
}

function rename(model: ModelConfig, names: ReadonlyMap<string, string>): void {
  const renamed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(renamed)
      : typeof value === "string"
        ? (names.get(value) ?? value)
        : value;
  for (const layer of model.config.layers) {
    layer.config["name"] = renamed(layer.config["name"]);
    if (layer.name !== undefined) layer.name = String(layer.config["name"]);
    if (layer.inbound_nodes) layer.inbound_nodes = renamed(layer.inbound_nodes) as unknown[];
  }
  for (const key of ["input_layers", "output_layers"])
    if (key in model.config) model.config[key] = renamed(model.config[key]);
}

/** tfjs stores a Sequential's input shape in its first layer; Keras needs an InputLayer. */
function addInputLayer(layers: LayerConfig[]): void {
  const first = layers[0];
  if (!first || first.class_name === "InputLayer") return;
  const { batch_input_shape: shape, dtype, ...rest } = first.config;
  first.config = rest;
  const config = { batch_input_shape: shape, dtype: dtype ?? "float32", sparse: false, name: "input_layer" };
  layers.unshift({ class_name: "InputLayer", config });
}
