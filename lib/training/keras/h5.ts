import type * as tfjs from "@tensorflow/tfjs";
import type * as H5wasm from "h5wasm/node";
import { fail } from "../../core/errors";
import { tf } from "../../engine";
import type { FinalActivation, ModelConfig } from "./h5-config";
import { toKeras } from "./h5-export";
import { readH5, writeH5 } from "./h5-file";
import { fromKeras } from "./h5-import";

/** Options of loading and saving a model. */
export interface H5Options {
  /**
   * Saving: replaces the linear activation of the last layer, so that a network trained on logits is saved as published
   * (discriminator: "sigmoid", classifier: "softmax"). Loading: replaces the last layer's activation, "linear" for logits.
   */
  readonly finalActivation?: FinalActivation;
}

/**
 * Saves a model as a whole-model .h5 that Keras 2 and Keras 3 open by `load_model(path, compile=False)`, with outputs
 * equal to ours within 1e-5. Weights and batch norm's moving statistics go with it; the optimiser does not.
 *
 * @param path ends in .h5; written whole or not at all
 * @throws InputError for layers that Keras would not compute the same way
 * Source: Keras' legacy whole-model HDF5 format (keras/src/legacy/saving/legacy_h5_format.py of 3.15).
 */
export async function saveKeras(
  model: tfjs.LayersModel,
  path: string,
  options: H5Options = {},
): Promise<void> {
  const { config, layerNames } = toKeras(model, options.finalActivation);
  await writeH5(path, (file) => {
    const root = file.get("/") as H5wasm.Group;
    describe(root);
    root.create_attribute("model_config", JSON.stringify(config));
    const weights = file.create_group("model_weights");
    describe(weights);
    weights.create_attribute("layer_names", layerNames);
    model.layers.forEach((layer, i) => writeLayer(weights, layerNames[i] ?? layer.name, layer));
  });
}

/** The file is of the form that the last Keras 2 wrote. */
function describe(group: H5wasm.Group): void {
  group.create_attribute("keras_version", "2.15.0");
  group.create_attribute("backend", "tensorflow");
}

function writeLayer(weights: H5wasm.Group, name: string, layer: tfjs.layers.Layer): void {
  const group = weights.create_group(name);
  const names = layer.weights.map((weight) => `${name}/${weight.originalName.split("/").at(-1) ?? ""}:0`);
  if (names.length === 0) return;
  group.create_attribute("weight_names", names);
  const inner = group.create_group(name);
  layer.weights.forEach((weight, i) => {
    const data = weight.read().dataSync() as Float32Array;
    inner.create_dataset({
      name: (names[i] ?? "").slice(name.length + 1),
      data,
      shape: weight.shape as number[],
      dtype: "<f",
    });
  });
}

/**
 * Loads a whole-model .h5 written by `saveKeras`, Keras 2 or Keras 3. Its layers are lib/engine's.
 *
 * @param options.finalActivation "linear" to get logits from a model that ends in sigmoid or softmax
 * @returns a `tf.Sequential` or functional model, to be disposed by the caller
 * @throws InputError when the file is missing, no HDF5, damaged, holds weights only, or has unsupported layers
 */
export async function loadKeras(path: string, options: H5Options = {}): Promise<tfjs.LayersModel> {
  const action = `read the model ${path}`;
  const remedy = "Train and save the model again, or give another file.";
  const { config, weights } = await readH5(path, action, remedy, (file) => {
    const text = file.attrs["model_config"]?.value;
    if (typeof text !== "string")
      return fail(
        action,
        "a file without model_config",
        "a whole model",
        "Save it by model.save, not save_weights.",
      );
    return { config: JSON.parse(text) as ModelConfig, weights: readWeights(file, action) };
  });
  const topology = fromKeras(config, path, options.finalActivation);
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology: topology }));
  for (const layer of model.layers) setWeights(layer, weights.get(layer.name) ?? [], action);
  return model;
}

/** Layer name to its weights in Keras' order: trainable ones first. */
type Weights = ReadonlyMap<string, readonly Weight[]>;
interface Weight {
  readonly shape: number[];
  readonly values: Float32Array;
}

function readWeights(file: H5wasm.File, action: string): Weights {
  const group = file.get("model_weights") as H5wasm.Group;
  return new Map(
    textAttribute(group, "layer_names").map((name) => {
      const layer = group.get(name) as H5wasm.Group;
      return [name, textAttribute(layer, "weight_names").map((weight) => readWeight(layer, weight, action))];
    }),
  );
}

function textAttribute(group: H5wasm.Group, name: string): string[] {
  const value = group.attrs[name]?.value;
  return Array.isArray(value) ? value.map(String) : [];
}

function readWeight(layer: H5wasm.Group, name: string, action: string): Weight {
  const data = layer.get(name) as H5wasm.Dataset | null;
  if (!data) return fail(action, `no weights ${name}`, "the weights of every layer", "Save the model again.");
  return { shape: data.shape ?? [], values: Float32Array.from(data.value as Float32Array) };
}

function setWeights(layer: tfjs.layers.Layer, found: readonly Weight[], action: string): void {
  const shapes = (of: readonly { shape: readonly (number | null)[] }[]) =>
    JSON.stringify(of.map((w) => w.shape));
  if (shapes(found) !== shapes(layer.weights))
    fail(
      action,
      `weights of shapes ${shapes(found)} for layer ${layer.name}`,
      shapes(layer.weights),
      "Save the model again.",
    );
  tf.tidy(() => layer.setWeights(found.map(({ values, shape }) => tf.tensor(values, shape))));
}
