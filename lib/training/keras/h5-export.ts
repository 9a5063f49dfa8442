import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core/errors";
import { type ActivationSettings, KerasActivation, ownActivations } from "./keras-activation";
import { type FinalActivation, lastLayer, type LayerConfig, type ModelConfig } from "./h5-config";
import { readLayer } from "./read-layer";

/**
 * A model's configuration as Keras 2 writes it, which Keras 3 reads too.
 *
 * Layers that tfjs named by counting (`conv2d_Conv2D7`) get Keras' names (`conv2d`, `conv2d_1`): the same model gives
 * the same file whatever was made before it.
 *
 * @param finalActivation put in place of the last layer's linear activation: a network trained on logits is saved as published
 * @returns the configuration, and the names of the layers in `model.layers`' order
 * @throws InputError for layers that Keras 2 and Keras 3 would not both compute as they are computed here
 */
export function toKeras(
  model: tfjs.LayersModel,
  finalActivation?: FinalActivation,
): { config: ModelConfig; layerNames: string[] } {
  const written = model.toJSON(null, false) as unknown as ModelConfig;
  const config = JSON.parse(JSON.stringify(written)) as ModelConfig;
  const layers = config.config.layers;
  const made = new Map(model.layers.map((layer) => [layer.name, layer]));
  for (const layer of layers) inKerasTerms(layer, made.get(String(layer.config["name"])));
  for (const layer of layers) checkBoth(layer);
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

const action = "save the model for Keras";

/** Keras 2 and Keras 3 must read the same from it, by the list that holds for reading. */
function checkBoth(layer: LayerConfig): void {
  const [two, three] = [2, 3].map((version) => readLayer(layer, version, action));
  if (JSON.stringify(two) !== JSON.stringify(three) || layer.class_name === "ThresholdedReLU")
    fail(
      action,
      `layer "${String(layer.config["name"])}" is a ${layer.class_name} with ${JSON.stringify(layer.config["activation"] ?? "settings")} that Keras 2 and Keras 3 compute differently`,
      "a layer that they compute alike",
      "Use another activation.",
    );
}

/** From tfjs' words, and those of the layers that are made here only, to Keras'. Changes the layer in place. */
function inKerasTerms(layer: LayerConfig, made: tfjs.layers.Layer | undefined): void {
  const { config } = layer;
  if (layer.class_name === "UpSampling2D" && config["interpolation"] === "bilinear")
    fail(
      action,
      `layer "${String(config["name"])}" is tfjs' bilinear UpSampling2D, which aligns corners as Keras does not`,
      "interpolation nearest",
      "Use nearest, or a transposed convolution.",
    );
  if (layer.class_name === "LayerNormalization" && (config["axis"] as unknown[]).length > 1)
    fail(
      action,
      `layer "${String(config["name"])}" is a LayerNormalization over axes ${JSON.stringify(config["axis"])}`,
      "one axis, which both Keras open from an .h5",
      "Normalise over the channels.",
    );
  if (layer.class_name === "BilinearUpSampling2D")
    become(layer, "UpSampling2D", { interpolation: "bilinear" });
  if (layer.class_name === "GlobalPoolingToMap") {
    const pooling = config["kind"] === "mean" ? "GlobalAveragePooling2D" : "GlobalMaxPooling2D";
    delete config["kind"];
    become(layer, pooling, { keepdims: true });
  }
  if (layer.class_name === "ReshapeRest") become(layer, "Reshape", {});
  if (layer.class_name === "Reshape")
    config["target_shape"] = (config["target_shape"] as (number | null)[]).map((side) => side ?? -1);
  // tfjs leaves it out
  const { depthMultiplier } = (made ?? {}) as { depthMultiplier?: number };
  if (depthMultiplier !== undefined) config["depth_multiplier"] = depthMultiplier;
  const activation = (made as { activation?: unknown } | undefined)?.activation;
  if (activation instanceof KerasActivation) writeActivation(layer, activation.settings);
}

function become(layer: LayerConfig, className: string, more: Record<string, unknown>): void {
  layer.class_name = className;
  Object.assign(layer.config, more);
}

/** An activation without parameters by its name; one with parameters as the layer that Keras has for it. */
function writeActivation(layer: LayerConfig, settings: ActivationSettings): void {
  const same = ([, { is }]: (typeof named)[number]) => JSON.stringify(is) === JSON.stringify(settings);
  const named = Object.entries(ownActivations);
  const name = named.find(same)?.[0];
  const { kind, slope, alpha, threshold, most, axis } = settings;
  const highest = most !== undefined && Number.isFinite(most) ? most : null;
  const objects: Readonly<Record<string, [string, Record<string, unknown>]>> = {
    leaky_relu: ["LeakyReLU", { alpha: slope }],
    relu: ["ReLU", { max_value: highest, negative_slope: slope, threshold }],
    elu: ["ELU", { alpha }],
    softmax: ["Softmax", { axis }],
  };
  const object = objects[kind];
  if (name !== undefined || !object) layer.config["activation"] = name ?? kind;
  else if (layer.class_name === "Activation") {
    delete layer.config["activation"];
    become(layer, ...object);
  } else
    layer.config["activation"] = {
      module: "keras.layers",
      class_name: object[0],
      config: object[1],
      registered_name: null,
    };
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
  const flat = name.includes("/") ? name.replaceAll("/", "_") : undefined; // Keras 3 allows none
  const base =
    layer.class_name === "InputLayer" && /^input\d+$/.test(name) ? "input_layer" : (counted ?? flat);
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
