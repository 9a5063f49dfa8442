import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core/errors";
import { tf } from "./tf";

/** A shape as messages and tables write it: `(4, 4, 33)`. */
export function shapeText(shape: readonly (number | null)[]): string {
  return `(${shape.map((side) => side ?? "?").join(", ")})`;
}

/** tfjs' messages about layers that do not fit, with what was expected and the remedy. */
const meanings: readonly (readonly [RegExp, string, string])[] = [
  [/expected ndim=4/, "a map (height, width, channels)", "Put a reshape before it, or take out the flatten."],
  [/expected min_ndim=2/, "at least one dimension", "Check the layer before it."],
  [/must get an `inputShape`/, "the first layer to know what it gets", "Give it an inputShape."],
];

/**
 * Adds a layer to a network as tfjs does, but where it does not fit says which layer it is, what it gets and what it
 * would make; a layer whose output has no pixels left does not fit either.
 */
function addWithShapes(this: tfjs.Sequential, layer: tfjs.layers.Layer): void {
  const before = this.outputs[0]?.shape.slice(1);
  const place = this.layers.filter((l) => l.getClassName() !== "InputLayer").length + 1;
  const complain = (why: string, expected: string, remedy: string): never =>
    fail(
      "build a network",
      `layer ${place} "${kind(layer)}" ${before ? `got ${shapeText(before)}` : "is the first"}${why}`,
      expected,
      remedy,
      TypeError,
    );
  try {
    add.call(this, layer);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const meaning = meanings.find(([pattern]) => pattern.test(text));
    if (meaning === undefined)
      return complain(` (${text})`, "a layer that takes that", "Change it or the layer before it.");
    return complain("", meaning[1], meaning[2]);
  }
  const after = this.outputs[0]?.shape.slice(1) ?? [];
  if (before && layer.getClassName() === "Reshape" && !before.includes(null) && after.includes(null))
    complain(
      ` and makes ${shapeText(after)}`,
      "a number for every side",
      `Write ${count(before) / count(after)} in place of -1.`,
    );
  // tfjs itself would find out at the first batch
  if (before && layer.getClassName() === "Reshape" && count(before) !== count(after))
    complain(
      ` and makes ${shapeText(after)}`,
      `${count(before)} numbers as it gets, not ${count(after)}`,
      "Change its targetShape, or the units of the layer before it.",
    );
  if (after.some((side) => side !== null && side <= 0))
    complain(
      ` and makes ${shapeText(after)}`,
      "at least one pixel a side",
      'Use padding "same", or fewer strides.',
    );
}

/** `reshape`, `conv2d`: a layer's kind as `layers` spells it. */
function kind(layer: tfjs.layers.Layer): string {
  const name = layer.getClassName();
  return (name.charAt(0).toLowerCase() + name.slice(1)).replace(/2D/, "2d");
}

const count = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((product, side) => product * (side ?? 1), 1);

const marked = tf.Sequential.prototype as tfjs.Sequential & { addUnchecked?: tfjs.Sequential["add"] };
/** tfjs' own, also when a notebook has loaded this file again. */
const add = (marked.addUnchecked ??= marked.add);
marked.add = addWithShapes;
