import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core/errors";
import { tf } from "../../engine";
import { type FinalActivation, isModel, lastLayer, type LayerConfig, type ModelConfig } from "./h5-config";
import { makeLayer } from "./make-layer";
import { firstCall, nameOf, readCalls, readEnds, type Source } from "./read-calls";
import { readLayer } from "./read-layer";

type Layer = tfjs.layers.Layer;
type Outputs = tfjs.SymbolicTensor[];

/** A layer with its name in the file; of a model in the model also its layers, in Keras' order. */
export interface Part {
  readonly name: string;
  readonly className: string;
  readonly layer: Layer;
  readonly parts?: readonly Part[];
  /** Whether it is trained: it decides in which order Keras writes the weights. */
  readonly trainable: boolean;
}

/** What a model is made with. */
interface Making {
  readonly action: string;
  readonly version: number;
}

/**
 * The model of a configuration written by Keras 2, Keras 3 or us, with weights of zero, and its layers under the names they have in the
 * file (tfjs takes Latin letters, digits and `-._/` only).
 *
 * Options of training only are not taken over: initializers (the weights follow), regularizers, constraints.
 *
 * @param model `model_config` of the file
 * @param version Keras' major version
 * @param finalActivation put in place of the last layer's activation: "linear" gives logits back
 * @throws InputError for what would not be computed the same way here, before anything is computed
 */
export function fromKeras(
  model: ModelConfig,
  version: number,
  action: string,
  finalActivation?: FinalActivation,
): { model: tfjs.LayersModel; parts: readonly Part[] } {
  const whole = finalActivation === undefined ? model : endIn(model, finalActivation, action);
  const part = attempt(action, () => makeModel(whole, { action, version }));
  return { model: part.layer as tfjs.LayersModel, parts: part.parts ?? [] };
}

/** Errors of tfjs are said as ours: a configuration that does not fit together. */
function attempt<T>(action: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (text.startsWith(`Cannot ${action}`)) throw error;
    return fail(
      action,
      `layers that do not fit together (${text})`,
      "a model that Keras can open",
      "Save it again.",
    );
  }
}

function endIn(model: ModelConfig, activation: FinalActivation, action: string): ModelConfig {
  const changed = structuredClone(model);
  const last = isModel(changed) ? lastLayer(changed) : undefined;
  if (!last || !("activation" in last.config))
    return fail(
      `${action} ending in ${activation}`,
      `a last layer ${last?.class_name ?? "that is not the only one"}`,
      "one last layer with an activation",
      "Leave finalActivation out.",
    );
  last.config["activation"] = activation;
  return changed;
}

/** The same part of every file: class and layers; older Keras 2 writes a sequential model's layers alone. */
function makeModel(model: ModelConfig, making: Making): Part {
  if (!isModel(model)) return fail(making.action, `a model of class ${String((model as ModelConfig).class_name)}`, "Sequential or Functional", "Save it as one of these in Keras."); // prettier-ignore
  const config = Array.isArray(model.config)
    ? { name: "sequential", layers: model.config as LayerConfig[] }
    : model.config;
  const whole = { ...model, config };
  const made =
    model.class_name === "Sequential" ? makeSequential(whole, making) : makeFunctional(whole, making);
  const trainable = config["trainable"] !== false;
  return { name: config.name, className: model.class_name, trainable, ...made };
}

function makePart(
  layer: LayerConfig,
  making: Making,
  name: string,
  more: Record<string, unknown> = {},
): Part {
  if (isModel(layer)) return makeModel(layer, making);
  const { className, config } = readLayer(layer, making.version, making.action);
  const trainable = layer.config["trainable"] !== false;
  return {
    name: nameOf(layer),
    className: layer.class_name,
    layer: makeLayer(className, { ...config, name, ...more }),
    trainable,
  };
}

function makeSequential(model: ModelConfig, making: Making): Pick<Part, "layer" | "parts"> {
  const layers = model.config.layers.map((layer, i) =>
    withFloatInput(layer, () => [model.config.layers[i + 1]?.class_name]),
  );
  readAll(layers, making);
  const names = safeNames(layers);
  const parts = layers.map((layer, i) => {
    const shape = i === 0 && !isModel(layer) ? inputShape(layer, model, making) : undefined;
    return makePart(layer, making, names[i]!, shape && { batchInputShape: shape });
  });
  const made = tf.sequential({ name: model.config.name });
  for (const { layer } of parts) made.add(layer);
  return { layer: made, parts };
}

function inputShape(layer: LayerConfig, model: ModelConfig, { action }: Making): (number | null)[] {
  const { batch_shape: three, batch_input_shape: two } = layer.config;
  const shape = (three ?? two ?? model.config["build_input_shape"]) as (number | null)[] | undefined;
  if (!Array.isArray(shape))
    return fail(
      action,
      `the model ${model.config.name} has no input shape`,
      "a model that was built",
      "Call it on an image in Keras, or begin it with an Input, and save it again.",
    );
  return [null, ...shape.slice(1)];
}

/** Refuses what cannot be read before any layer is made. */
function readAll(layers: readonly LayerConfig[], making: Making): void {
  for (const layer of layers) {
    if (!isModel(layer)) readLayer(layer, making.version, making.action);
    else if (!Array.isArray(layer.config)) readAll(layer.config.layers, making);
  }
}

function makeFunctional(model: ModelConfig, making: Making): Pick<Part, "layer" | "parts"> {
  const refuse = (name: string, has: string, expected: string): never =>
    fail(
      making.action,
      `layer "${name}" ${has}`,
      expected,
      "Use layers for it in Keras and save the model again.",
    );
  readAll(
    model.config.layers.filter((layer) => layer.class_name !== "InputLayer"),
    making,
  );
  const calls = readCalls(model.config.layers, refuse);
  const layers = model.config.layers.map((layer) =>
    withFloatInput(layer, () => consumers(nameOf(layer), model.config.layers, calls)),
  );
  readAll(layers, making);
  const ends = (key: "input_layers" | "output_layers"): readonly Source[] =>
    readEnds(model.config[key]) ??
    fail(
      making.action,
      `${key} ${JSON.stringify(model.config[key])}`,
      "a list of layers",
      "Give inputs and outputs as lists in Keras, not by name.",
    );
  const [inputs, outputs] = [ends("input_layers"), ends("output_layers")];
  const sources = [...[...calls.values()].flat(2), ...outputs];
  const names = safeNames(layers);
  const made = new Map<string, Outputs[]>();
  const parts = layers.map((layer, i): Part => {
    if (layer.class_name !== "InputLayer") return makePart(layer, making, names[i]!);
    const input = tf.input({ batchShape: inputShape(layer, model, making), name: names[i]! });
    made.set(nameOf(layer), [[input]]);
    return { name: nameOf(layer), className: "InputLayer", layer: input.sourceLayer, trainable: true };
  });
  const first = new Map(layers.map((layer) => [nameOf(layer), firstCall(layer, sources)]));
  const tensor = ([name, call, output]: Source) => made.get(name)?.[call - (first.get(name) ?? 0)]?.[output];
  callAll(parts, calls, made, tensor, refuse);
  const tensors = (list: readonly Source[]) =>
    list.map((end) => tensor(end) ?? refuse(end[0], "is not computed", "a whole graph"));
  const whole = tf.model({ inputs: tensors(inputs), outputs: tensors(outputs), name: model.config.name });
  return { layer: whole, parts };
}

/** Makes every call as soon as its inputs are there: a layer's later call may come before its first. */
function callAll(
  parts: readonly Part[],
  calls: ReadonlyMap<string, Source[][]>,
  made: Map<string, Outputs[]>,
  tensor: (source: Source) => tfjs.SymbolicTensor | undefined,
  refuse: (name: string, has: string, expected: string) => never,
): void {
  let open = parts.flatMap((part) =>
    (calls.get(part.name) ?? []).map((sources, i) => ({ part, sources, i })),
  );
  while (open.length > 0) {
    const left = open.filter(({ part, sources, i }) => {
      const inputs = sources.map(tensor);
      if (inputs.includes(undefined)) return true;
      const outputs = part.layer.apply((inputs.length === 1 ? inputs[0] : inputs) as Outputs) as
        Outputs[0] | Outputs;
      const list = made.get(part.name) ?? [];
      list[i] = Array.isArray(outputs) ? outputs : [outputs];
      made.set(part.name, list);
      return false;
    });
    if (left.length === open.length)
      refuse(left[0]!.part.name, "is called with what is never computed", "a whole graph");
    open = left;
  }
}

/** Layers that read whole numbers as Keras does. */
const readIntegers = ["Embedding", "Rescaling"];

/** Whole numbers are given as floats here: an input of them is taken where only layers that convert it anyway read it. */
function withFloatInput(layer: LayerConfig, readers: () => readonly (string | undefined)[]): LayerConfig {
  const dtype = layer.config["dtype"];
  if (layer.class_name !== "InputLayer" || !/^u?int(8|16|32|64)$/.test(String(dtype))) return layer;
  if (!readers().every((name) => readIntegers.includes(name ?? ""))) return layer;
  return { ...layer, config: { ...layer.config, dtype: "float32" } };
}

function consumers(
  name: string,
  layers: readonly LayerConfig[],
  calls: ReadonlyMap<string, Source[][]>,
): string[] {
  const reads = (layer: LayerConfig) =>
    calls
      .get(nameOf(layer))
      ?.flat()
      .some(([from]) => from === name);
  return layers.filter(reads).map((layer) => layer.class_name);
}

/** Names that tfjs takes, each once: others' letters become `_`. */
function safeNames(layers: readonly LayerConfig[]): string[] {
  const names = layers.map(nameOf);
  const taken = new Set(names);
  return names.map((name) => {
    if (/^[A-Za-z0-9][-A-Za-z0-9._/]*$/.test(name)) return name;
    const plain = name.replace(/[^-A-Za-z0-9._/]/g, "_");
    const base = /^[A-Za-z0-9]/.test(plain) ? plain : `layer${plain}`;
    let unique = base;
    for (let n = 1; taken.has(unique); n++) unique = `${base}_${n}`;
    taken.add(unique);
    return unique;
  });
}
