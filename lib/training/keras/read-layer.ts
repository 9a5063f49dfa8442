import { fail, formatList } from "../../core/errors";
import { type ActivationSettings, ownActivations, sharedActivations } from "./keras-activation";
import type { LayerConfig } from "./h5-config";
import { type LayerRule, layerRules, type OwnLayer, type Reading } from "./layer-rules";

const supported = formatList(Object.keys(layerRules), 99);

/**
 * A layer of Keras as it is made here. Each field of its configuration is used, or known to have no effect on the
 * outputs, or the layer is refused by the field's name and value.
 *
 * @param layer as `model_config` has it, of a class in `layerRules`
 * @param version Keras' major version: it decides what some activations mean
 * @param action what is done, after "Cannot"
 * @throws InputError for a class, a field or a value that is not in the list
 */
export function readLayer(layer: LayerConfig, version: number, action: string): OwnLayer {
  const name = String(layer.config["name"] ?? layer.name);
  const refuse = (has: string, expected: string): never =>
    fail(action, `layer "${name}" ${has}`, expected, "Change the layer in Keras and save the model again.");
  const rule = layerRules[layer.class_name];
  if (!rule || !Object.hasOwn(layerRules, layer.class_name))
    return refuse(`is a ${layer.class_name}`, `one of ${supported}`);
  checkOrigin(layer, refuse);
  checkDtype(layer.config["dtype"], refuse);
  if (!rule.identity) checkFields(layer, rule, refuse);
  const reading = { version, refuse };
  const made = rule.as?.(layer.config, reading) ?? {
    className: layer.class_name,
    config: taken(layer.config, rule, reading),
  };
  const trainable = layer.config["trainable"];
  const isTaken = (key: string): boolean =>
    key.endsWith("_initializer") && !(layer.class_name === "SeparableConv2D" && key.startsWith("kernel"));
  const initializers = Object.keys(layer.config).filter(isTaken);
  const zeros = initializers.map((key) => [camelCase(key), { className: "Zeros", config: {} }]);
  const config = {
    ...(Object.fromEntries(zeros) as object),
    ...made.config,
    ...(typeof trainable === "boolean" && { trainable }),
    dtype: "float32",
  };
  return { className: made.className, config };
}

/** Fields of every class that have no effect: names, and what is for training only (the weights follow). */
const isIgnored = (field: string): boolean =>
  /^(name|trainable|dtype|batch_input_shape|.*_(initializer|regularizer|constraint))$/.test(field);

function checkFields(layer: LayerConfig, rule: LayerRule, refuse: Reading["refuse"]): void {
  for (const [field, value] of Object.entries(layer.config)) {
    const only = rule.only?.[field];
    const text = `has ${field} ${JSON.stringify(value)}`;
    if (only) {
      if (!only.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value)))
        refuse(text, `${field} ${only.map((v) => JSON.stringify(v)).join(" or ")}`);
    } else if (!isIgnored(field) && !rule.takes?.includes(field) && !rule.ignores?.includes(field))
      refuse(text, `a ${layer.class_name} with ${formatList(rule.takes ?? ["nothing"], 99)}`);
  }
}

/** A class of another module may have the same name as one of Keras. */
function checkOrigin(layer: LayerConfig, refuse: Reading["refuse"]): void {
  const { module, registered_name: registered } = layer;
  if (registered && registered !== layer.class_name)
    refuse(`is a ${registered}, a class of its own`, "layers of Keras");
  if (module && !/^(tf_)?keras(\.src)?(\.layers\b.*)?$/.test(module))
    refuse(`is a ${layer.class_name} of ${module}`, "layers of Keras");
}

function checkDtype(dtype: unknown, refuse: Reading["refuse"]): void {
  const policy = dtype as { class_name?: string; config?: { name?: unknown } } | string | undefined | null;
  const name = typeof policy === "object" && policy ? policy.config?.name : (policy ?? "float32");
  const kind = typeof policy === "object" && policy ? policy.class_name : "Policy";
  if (!["float32", "float64"].includes(String(name)) || !/^(DType)?Policy$/.test(String(kind)))
    refuse(`computes in ${String(name ?? kind)}`, "float32 or float64");
}

function taken(config: LayerConfig["config"], rule: LayerRule, reading: Reading): Record<string, unknown> {
  const fields = (rule.takes ?? []).filter((field) => field in config);
  return Object.fromEntries(
    fields.map((field) => [camelCase(field), readField(field, config[field], reading)]),
  );
}

function readField(field: string, value: unknown, reading: Reading): unknown {
  if (field === "activation") return readActivation(value, reading);
  if (field === "axis" && Array.isArray(value) && value.length === 1) return value[0];
  if (field === "axis" && Number(value) < -1)
    return reading.refuse(`has axis ${String(value)}`, "an axis counted from 0, or -1");
  if ((field === "scale" || field === "offset") && typeof value === "object")
    return reading.refuse(`has ${field} ${JSON.stringify(value)}`, `one number as ${field}`);
  return value;
}

const camelCase = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A layer's activation: a name, or a layer given as an object. */
function readActivation(value: unknown, reading: Reading): unknown {
  if (value === null || value === undefined) return "linear";
  if (typeof value === "object") return readActivationObject(value as LayerConfig, reading);
  const name = String(value);
  if (sharedActivations.includes(name)) return name;
  const found = Object.hasOwn(ownActivations, name) ? ownActivations[name] : undefined;
  if (found && (found.version === undefined || found.version === reading.version))
    return kerasActivation(found.is);
  if (name === "hard_sigmoid" && (reading.version === 2 || reading.version === 3))
    return kerasActivation({ kind: reading.version === 3 ? "hard_sigmoid" : "hard_sigmoid_2" });
  return refuseActivation(name, reading);
}

const kerasActivation = (is: ActivationSettings): OwnLayer => ({
  className: "kerasActivation",
  config: { ...is },
});

function refuseActivation(name: string, reading: Reading): never {
  const known = [...sharedActivations, ...Object.keys(ownActivations), "hard_sigmoid"];
  return reading.refuse(`has the activation ${name}`, `one of ${formatList(known, 99)}`);
}

const activationLayers = ["LeakyReLU", "ReLU", "ELU", "Softmax", "ThresholdedReLU"];

function readActivationObject(given: LayerConfig, reading: Reading): unknown {
  const named = `${String(given.class_name)} ${JSON.stringify(given.config)}`;
  if (!activationLayers.includes(given.class_name)) return refuseActivation(named, reading);
  const rule = layerRules[given.class_name]!;
  const refuse = (has: string, expected: string) =>
    reading.refuse(`has an activation ${given.class_name} that ${has}`, expected);
  checkOrigin(given, refuse);
  checkDtype(given.config["dtype"], refuse);
  checkFields(given, rule, refuse);
  const { className, config } = rule.as!(given.config, { ...reading, refuse });
  if (className === "LeakyReLU")
    return kerasActivation({ kind: "leaky_relu", slope: Number(config["alpha"]) });
  return className === "ReLU" ? "relu" : config["activation"];
}
