import type { ActivationSettings } from "./keras-activation";

/** A layer as it is made here: a registered class and its configuration in tfjs' spelling. */
export interface OwnLayer {
  readonly className: string;
  readonly config: Record<string, unknown>;
}

type Config = Readonly<Record<string, unknown>>;

/** How the configuration of one class of layer is taken over. Every field is in one of the lists, or the layer is refused. */
export interface LayerRule {
  /** Fields that the layer here has with the same meaning. */
  readonly takes?: readonly string[];
  /** Fields with the values that have no effect, the usual one first; others are refused. */
  readonly only?: Readonly<Record<string, readonly unknown[]>>;
  /** Fields without effect outside training. */
  readonly ignores?: readonly string[];
  /** Whether no field has an effect outside training. */
  readonly identity?: true;
  /** The layer here, where it has another class or fields of other names; `activation` reads fields of that kind. */
  readonly as?: (config: Config, reading: Reading) => OwnLayer;
}

/** What a layer's configuration is read with. */
export interface Reading {
  /** Keras' major version, 2 or 3; NaN where the file does not tell. */
  readonly version: number;
  /** Stops with the layer's name, what it has and what would have been right. */
  readonly refuse: (has: string, expected: string) => never;
}

const lastFormat = { data_format: ["channels_last", null] };
const padding = { padding: ["same", "valid"] };
const one = [[1, 1], 1];
const window = { takes: ["pool_size", "strides", "padding"], only: { ...lastFormat, ...padding } };
const convolution = ["kernel_size", "strides", "padding", "activation", "use_bias"];
const identity = { identity: true, as: () => own("Activation", { activation: "linear" }) } as const;
const merge = {};
const own = (className: string, config: Record<string, unknown> = {}): OwnLayer => ({ className, config });
const activation = (is: ActivationSettings): OwnLayer =>
  own("Activation", { activation: { className: "kerasActivation", config: is } });

/** A pooling over whole maps; `keepdims` leaves a map of 1 x 1. */
const globalPooling = (className: string, kind: "mean" | "max"): LayerRule => ({
  takes: ["keepdims"],
  only: lastFormat,
  as: (config) => (config["keepdims"] === true ? own("GlobalPoolingToMap", { kind }) : own(className)),
});

/** Layers whose outputs and weights are the same here, in Keras 2 and in Keras 3, by the fields of their configuration. */
export const layerRules: Readonly<Record<string, LayerRule>> = {
  InputLayer: {
    takes: ["batch_input_shape"],
    only: { sparse: [false], ragged: [false], optional: [false] },
    ignores: ["batch_shape"],
  },
  Dense: {
    takes: ["units", "activation", "use_bias"],
    only: { lora_rank: [null], quantization_config: [null] },
  },
  Conv2D: {
    takes: ["filters", "dilation_rate", ...convolution],
    only: { ...lastFormat, ...padding, groups: [1], lora_rank: [null], quantization_config: [null] },
  },
  Conv2DTranspose: {
    takes: ["filters", ...convolution],
    only: { ...lastFormat, ...padding, output_padding: [null], dilation_rate: one, groups: [1] },
  },
  DepthwiseConv2D: {
    takes: ["depth_multiplier", ...convolution],
    only: { ...lastFormat, ...padding, dilation_rate: one, groups: [1] },
  },
  SeparableConv2D: {
    takes: ["filters", "depth_multiplier", "dilation_rate", ...convolution],
    only: { ...lastFormat, ...padding, groups: [1] },
  },
  BatchNormalization: {
    takes: ["axis", "momentum", "epsilon", "center", "scale"],
    only: { renorm: [false], virtual_batch_size: [null], adjustment: [null] },
    ignores: ["synchronized", "fused", "renorm_clipping", "renorm_momentum"],
  },
  LayerNormalization: {
    takes: ["axis", "epsilon", "center", "scale"],
    only: { rms_scaling: [false] },
  },
  UnitNormalization: { only: { axis: [-1, [-1]] } },
  Rescaling: { takes: ["scale", "offset"] },
  Embedding: {
    takes: ["input_dim", "output_dim"],
    only: { mask_zero: [false, null], sparse: [false], lora_rank: [null], quantization_config: [null] },
    ignores: ["input_length"],
  },
  Activation: { takes: ["activation"] },
  LeakyReLU: { takes: ["alpha", "negative_slope"], as: readLeakyReLU },
  ReLU: { takes: ["max_value", "negative_slope", "threshold"], as: readReLU },
  ELU: {
    takes: ["alpha"],
    as: (config) => activation({ kind: "elu", alpha: Number(config["alpha"] ?? 1) }),
  },
  ThresholdedReLU: {
    takes: ["theta"],
    as: (config) => activation({ kind: "thresholded_relu", theta: Number(config["theta"] ?? 1) }),
  },
  Softmax: { takes: ["axis"], as: readSoftmax },
  PReLU: { takes: ["shared_axes"] },
  Dropout: { takes: ["rate", "noise_shape", "seed"] },
  SpatialDropout2D: {
    takes: ["rate"],
    only: lastFormat,
    ignores: ["seed", "noise_shape"],
    as: (config) => own("Dropout", { rate: config["rate"], noiseShape: [null, 1, 1, null] }),
  },
  GaussianNoise: { takes: ["stddev"], ignores: ["seed"] },
  GaussianDropout: { takes: ["rate"], ignores: ["seed"] },
  AlphaDropout: { takes: ["rate"], ignores: ["seed", "noise_shape"] },
  ActivityRegularization: identity,
  Identity: identity,
  RandomFlip: identity,
  RandomRotation: identity,
  RandomZoom: identity,
  RandomTranslation: identity,
  RandomContrast: identity,
  Flatten: { only: lastFormat },
  Reshape: {
    takes: ["target_shape"],
    as: ({ target_shape: shape }) =>
      own((shape as number[]).includes(-1) ? "ReshapeRest" : "Reshape", { targetShape: shape }),
  },
  Permute: { takes: ["dims"] },
  RepeatVector: { takes: ["n"] },
  ZeroPadding2D: { takes: ["padding"], only: lastFormat },
  Cropping2D: { takes: ["cropping"], only: lastFormat },
  UpSampling2D: {
    takes: ["size", "interpolation"],
    only: { ...lastFormat, interpolation: ["nearest", "bilinear"] },
    as: (config) =>
      config["interpolation"] === "bilinear"
        ? own("BilinearUpSampling2D", { size: config["size"] })
        : own("UpSampling2D", { size: config["size"], interpolation: "nearest" }),
  },
  MaxPooling2D: window,
  AveragePooling2D: window,
  GlobalAveragePooling2D: globalPooling("GlobalAveragePooling2D", "mean"),
  GlobalMaxPooling2D: globalPooling("GlobalMaxPooling2D", "max"),
  GlobalAveragePooling1D: { only: { ...lastFormat, keepdims: [false] } },
  GlobalMaxPooling1D: { only: { ...lastFormat, keepdims: [false] } },
  Add: merge,
  Subtract: merge,
  Multiply: merge,
  Average: merge,
  Maximum: merge,
  Minimum: merge,
  Concatenate: { takes: ["axis"] },
  // layers of this project that Keras does not have: it opens their files when it is given classes of these names
  InstanceNormalization: {},
  ReflectionPadding2D: { takes: ["padding"] },
};

/** Keras 2 calls the slope `alpha`, Keras 3 `negative_slope`. */
function readLeakyReLU(config: Config): OwnLayer {
  return own("LeakyReLU", { alpha: Number(config["negative_slope"] ?? config["alpha"] ?? 0.3) });
}

function readReLU(config: Config): OwnLayer {
  const slope = Number(config["negative_slope"] ?? 0);
  const threshold = Number(config["threshold"] ?? 0);
  const most = Number(config["max_value"] ?? Infinity);
  if (slope === 0 && threshold === 0 && most === Infinity) return own("ReLU");
  return activation({ kind: "relu", slope, threshold, most });
}

function readSoftmax(config: Config, reading: Reading): OwnLayer {
  const given = config["axis"] ?? -1;
  const axis: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (typeof axis !== "number") return reading.refuse(`has axis ${JSON.stringify(axis)}`, "one axis");
  return axis === -1 ? own("Activation", { activation: "softmax" }) : activation({ kind: "softmax", axis });
}
