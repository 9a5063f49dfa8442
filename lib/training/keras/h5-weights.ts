import type * as tfjs from "@tensorflow/tfjs";
import type * as H5wasm from "h5wasm/node";
import { fail } from "../../core/errors";
import { tf } from "../../engine";
import type { Part } from "./h5-import";

/** A stored weight; its last name (`kernel`) where the file has it. */
export interface StoredWeight {
  readonly name?: string;
  readonly shape: readonly number[];
  /** None where they are of another type than float32 or float64. */
  readonly values?: Float32Array;
  readonly type: string;
}

/** Layer name to its weights in Keras' order: trainable ones first. */
export type StoredWeights = ReadonlyMap<string, readonly StoredWeight[]>;

/** The weights of a whole-model .h5, by the layers of the outermost model. */
export function readWeights(file: H5wasm.File, action: string): StoredWeights {
  const group = file.get("model_weights") as H5wasm.Group;
  return new Map(
    textAttribute(group, "layer_names").map((name) => {
      const layer = group.get(name) as H5wasm.Group;
      const names = textAttribute(layer, "weight_names");
      return [name, names.map((weight) => readWeight(layer.get(weight), action, weight))];
    }),
  );
}

/**
 * An attribute's text. Keras writes UTF-8 and calls it ASCII, which the library takes for one letter per byte.
 */
export function textOf(attribute: H5wasm.Attribute | undefined): unknown {
  const decode = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(decode)
      : typeof value === "string" && attribute?.metadata.cset === 0
        ? Buffer.from(value, "latin1").toString("utf8")
        : value;
  return decode(attribute?.value);
}

/** A text list; Keras cuts a long one into `name0`, `name1`, ... */
function textAttribute(group: H5wasm.Group, name: string): string[] {
  const { attrs } = group;
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  if (name in attrs) return list(textOf(attrs[name]));
  const pieces: string[] = [];
  for (let i = 0; `${name}${i}` in attrs; i++) pieces.push(...list(textOf(attrs[`${name}${i}`])));
  return pieces;
}

/** @param path the weight's path in the file, for its name and for the message */
export function readWeight(found: unknown, action: string, path: string, named = true): StoredWeight {
  const dataset = found as H5wasm.Dataset | null;
  if (!dataset)
    return fail(action, `no weights ${path}`, "the weights of every layer", "Save the model again.");
  const { value, dtype } = dataset;
  const isFloat = value instanceof Float32Array || value instanceof Float64Array;
  const name = path.split("/").at(-1)?.replace(/:\d+$/, "");
  const known = { ...(isFloat && { values: Float32Array.from(value) }), ...(named && name && { name }) };
  return { shape: dataset.shape ?? [], type: String(dtype), ...known };
}

/**
 * Gives a model's layers the weights of the file. Shapes and, where the file has them, names must be those of the layers.
 *
 * @throws InputError for weights that are missing, too many, of another shape or another name
 */
export function setWeights(parts: readonly Part[], stored: StoredWeights, action: string): void {
  const names = new Set(parts.map((part) => part.name));
  for (const [name, weights] of stored)
    if (weights.length > 0 && !names.has(name))
      fail(action, `weights of a layer ${name}`, "weights of the model's layers", "Save the model again.");
  for (const part of parts) setPart(part, inKerasOrder(part), stored.get(part.name) ?? [], action);
}

/** Sets the weights of one part, in the order given. */
export function setPart(
  part: Part,
  weights: readonly tfjs.LayerVariable[],
  found: readonly StoredWeight[],
  action: string,
): void {
  const shapes = (of: readonly { shape: readonly (number | null)[] }[]) =>
    JSON.stringify(of.map((w) => w.shape));
  if (shapes(found) !== shapes(weights))
    fail(
      action,
      `weights of shapes ${shapes(found)} for layer ${part.name}`,
      shapes(weights),
      "Save the model again.",
    );
  weights.forEach((weight, i) => {
    const { name, shape, values, type } = found[i]!;
    if (!values)
      return fail(
        action,
        `weights of type ${type} for layer ${part.name}`,
        "float32 or float64",
        "Save the model in float32.",
      );
    const own = weight.originalName.split("/").at(-1)!;
    if (name !== undefined && name !== own && `depthwise_${name}` !== own)
      fail(action, `weights ${name} for layer ${part.name}`, own, "Save the model again.");
    tf.tidy(() => void weight.write(tf.tensor(values, [...shape])));
  });
}

/** A part's weights as Keras lists them: all that are trained, layer by layer, then the others. */
export function inKerasOrder(part: Part): tfjs.LayerVariable[] {
  const trained: tfjs.LayerVariable[] = [];
  const others: tfjs.LayerVariable[] = [];
  const collect = ({ layer, parts, trainable }: Part, frozen: boolean): void => {
    if (parts) return parts.forEach((inner) => collect(inner, frozen || !trainable));
    const own = layer.weights;
    const averages = (weight: tfjs.LayerVariable) => /moving_(mean|variance)$/.test(weight.originalName);
    trained.push(...own.filter((weight) => !frozen && trainable && !averages(weight)));
    others.push(...own.filter((weight) => frozen || !trainable || averages(weight)));
  };
  collect(part, false);
  return [...trained, ...others];
}
