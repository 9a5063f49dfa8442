import type * as tfjs from "@tensorflow/tfjs";
import type * as H5wasm from "h5wasm/node";
import { fail } from "../../core/errors";
import type { FinalActivation, ModelConfig } from "./h5-config";
import { toKeras } from "./h5-export";
import { isArchive, readH5, writeH5 } from "./h5-file";
import { fromKeras } from "./h5-import";
import { readWeights, setWeights, textOf } from "./h5-weights";
import { readArchive, setArchiveWeights } from "./keras-archive";

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
 * Loads a model that Keras 2, Keras 3 or `saveKeras` saved as one .h5, or Keras 3 as .keras. Its layers are lib/engine's.
 * Its outputs equal Keras' within 1e-5 of their scale, or it is refused.
 *
 * @param options.finalActivation "linear" to get logits from a model that ends in sigmoid or softmax
 * @returns a `tf.Sequential` or functional model, to be disposed by the caller
 * @throws InputError when the file is missing, of another kind, damaged, holds weights only, or what is not computed alike
 */
export async function loadKeras(path: string, options: H5Options = {}): Promise<tfjs.LayersModel> {
  const action = `read the model ${path}`;
  const remedy = "Train and save the model again, or give another file.";
  if (isArchive(path)) {
    const archive = await readArchive(path, action, remedy);
    const { model, parts } = fromKeras(archive.config, archive.version, action, options.finalActivation);
    setArchiveWeights(parts, archive, action);
    return model;
  }
  const { config, version, weights } = await readH5(path, action, remedy, (file) => {
    const text = textOf(file.attrs["model_config"]);
    if (typeof text !== "string")
      return fail(
        action,
        "a file without model_config: weights only, or no Keras file",
        "a whole model",
        "Save it in Keras by model.save, not save_weights.",
      );
    const version = Number.parseInt(String(file.attrs["keras_version"]?.value), 10);
    return { config: JSON.parse(text) as ModelConfig, version, weights: readWeights(file, action) };
  });
  if (version < 2)
    return fail(
      action,
      `a file of Keras ${version}`,
      "Keras 2 or 3",
      "Open it in Keras 2 and save it again.",
    );
  const { model, parts } = fromKeras(config, version, action, options.finalActivation);
  setWeights(parts, weights, action);
  return model;
}
