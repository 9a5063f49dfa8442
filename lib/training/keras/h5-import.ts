import { fail, formatList } from "../../core/errors";
import {
  type FinalActivation,
  lastLayer,
  type LayerConfig,
  type ModelConfig,
  supportedLayers,
} from "./h5-config";

/**
 * A configuration written by Keras 2, Keras 3 or us, in the form tfjs reads.
 *
 * Options of training only are not taken over: initializers (the weights follow), regularizers, constraints.
 *
 * @param model `model_config` of the file; changed in place
 * @param finalActivation put in place of the last layer's activation: "linear" gives logits back
 * @throws InputError for layers that tfjs would not compute the same way
 */
export function fromKeras(model: ModelConfig, path: string, finalActivation?: FinalActivation): ModelConfig {
  const action = `read the model ${path}`;
  if (!["Sequential", "Functional", "Model"].includes(model.class_name))
    fail(
      action,
      `a model of class ${model.class_name}`,
      "Sequential or Functional",
      "Save it as one of these in Keras.",
    );
  const layers = model.config.layers;
  const others = [...new Set(layers.map((layer) => layer.class_name))].filter(
    (name) => !supportedLayers.includes(name),
  );
  if (others.length > 0)
    fail(
      action,
      `layers ${formatList(others)}`,
      formatList(supportedLayers, 99),
      "Build it of these layers and save it again.",
    );
  for (const layer of layers) normalize(layer, action);
  for (const key of ["input_layers", "output_layers"])
    if (typeof (model.config[key] as unknown[] | undefined)?.[0] === "string")
      model.config[key] = [model.config[key]];
  const last = lastLayer(model);
  if (finalActivation !== undefined && last && "activation" in last.config)
    last.config["activation"] = finalActivation;
  return model;
}

function normalize(layer: LayerConfig, action: string): void {
  const config = layer.config;
  for (const key of Object.keys(config)) {
    if (key.endsWith("_initializer")) config[key] = { class_name: "Zeros", config: {} };
    else if (key.endsWith("_regularizer") || key.endsWith("_constraint")) config[key] = null;
  }
  config["dtype"] = "float32";
  if ("batch_shape" in config) config["batch_input_shape"] = config["batch_shape"];
  if (layer.class_name === "LeakyReLU") {
    config["alpha"] ??= config["negative_slope"];
    delete config["negative_slope"];
  }
  if (Array.isArray(config["axis"])) config["axis"] = (config["axis"] as number[])[0];
  for (const [key, only] of unsupported)
    if (key in config && !only.includes(JSON.stringify(config[key])))
      fail(
        action,
        `layer ${String(config["name"])} with ${key} ${JSON.stringify(config[key])}`,
        `${key} ${only[0]}`,
        "Change the layer in Keras.",
      );
  if (layer.inbound_nodes) layer.inbound_nodes = layer.inbound_nodes.map(inboundNode);
}

/** Settings that tfjs would silently ignore, with the values that may be ignored. */
const unsupported: readonly [key: string, only: readonly string[]][] = [
  ["groups", ["1"]],
  ["output_padding", ["null"]],
  ["threshold", ["0", "null"]],
  ["negative_slope", ["0", "null"]],
  ["renorm", ["false"]],
  ["keepdims", ["false"]],
];

/** Keras 3's `{ args: [tensor or tensors], kwargs }` to Keras 2's `[[layer, node, tensor, {}], ...]`. */
function inboundNode(node: unknown): unknown {
  if (Array.isArray(node)) return node;
  const sources: unknown[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(collect);
    const tensor = value as { class_name?: string; config?: { keras_history?: unknown[] } };
    if (tensor.class_name === "__keras_tensor__") sources.push([...(tensor.config?.keras_history ?? []), {}]);
  };
  collect((node as { args: unknown }).args);
  return sources;
}
