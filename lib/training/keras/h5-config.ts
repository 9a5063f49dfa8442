/** A layer as Keras describes it in `model_config`; tfjs uses the same keys. A model in a model is a layer too. */
export interface LayerConfig {
  class_name: string;
  config: Record<string, unknown>;
  name?: string;
  /** Functional models: for each call, the layers its inputs come from. */
  inbound_nodes?: unknown[];
  /** Keras 3: where the class is from. */
  module?: string | null;
  /** A class of the user's own, as it was registered. */
  registered_name?: string | null;
}

/** A whole model as Keras describes it. */
export interface ModelConfig {
  class_name: string;
  config: {
    name: string;
    layers: LayerConfig[];
    input_layers?: unknown;
    output_layers?: unknown;
    [other: string]: unknown;
  };
}

/** The activation that a model's last layer applies to its output. */
export type FinalActivation = "linear" | "sigmoid" | "tanh" | "softmax";

/** The layer that a model ends in: a sequential model's last, a functional model's only output. */
export function lastLayer(model: ModelConfig): LayerConfig | undefined {
  const { layers, output_layers: outputs } = model.config;
  if (model.class_name === "Sequential") return layers.at(-1);
  const [first, second] = (outputs ?? []) as unknown[];
  if (Array.isArray(second)) return undefined;
  const name = Array.isArray(first) ? (first as unknown[])[0] : first;
  return layers.find((layer) => layer.config["name"] === name);
}

/** Whether a layer is itself a model. */
export function isModel(layer: LayerConfig | ModelConfig): layer is ModelConfig {
  return ["Sequential", "Functional", "Model"].includes(layer.class_name);
}
