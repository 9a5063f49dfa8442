/** A layer as Keras describes it in `model_config`; tfjs uses the same keys. */
export interface LayerConfig {
  class_name: string;
  config: Record<string, unknown>;
  name?: string;
  /** Functional models: for each call, the layers its inputs come from. */
  inbound_nodes?: unknown[];
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

/** Layers whose configuration and weights have the same meaning here, in Keras 2 and in Keras 3. */
export const supportedLayers: readonly string[] = [
  "InputLayer",
  "Dense",
  "Conv2D",
  "Conv2DTranspose",
  "BatchNormalization",
  "LeakyReLU",
  "ReLU",
  "Activation",
  "Dropout",
  "Flatten",
  "Reshape",
  "Add",
  "ZeroPadding2D",
  "MaxPooling2D",
  "AveragePooling2D",
  "GlobalAveragePooling2D",
];

/** The activation that a model's last layer applies to its output. */
export type FinalActivation = "linear" | "sigmoid" | "tanh" | "softmax";

/** The layer that a model ends in: a sequential model's last, a functional model's only output. */
export function lastLayer(model: ModelConfig): LayerConfig | undefined {
  const { layers, output_layers: outputs } = model.config;
  if (model.class_name === "Sequential") return layers.at(-1);
  const [first] = (outputs ?? []) as unknown[];
  const name = Array.isArray(first) ? (first as unknown[])[0] : first;
  return layers.find((layer) => layer.config["name"] === name);
}
