import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { range } from "../core/arrays";
import type { Label } from "../data/label";
import { tf } from "../engine";
import type { GanSpec } from "../models";
import type { GanOptions } from "./gan-options";

/**
 * The input of a network of a pair: latents or images, and of a conditional pair their classes beside them.
 * @param classes (batch, classes), 1 at the class; absent where each class has a pair of its own
 */
export function withClasses(x: tfjs.Tensor, classes: tfjs.Tensor | undefined): tfjs.Tensor | tfjs.Tensor[] {
  return classes === undefined ? x : [x, classes];
}

/** Labels as a conditional pair takes them: one row per label, 1 at the class and 0 elsewhere; the caller disposes it. */
export function oneHot(labels: readonly Label[], classes: number): tfjs.Tensor2D {
  const rows = labels.flatMap((label) => range(classes).map((k) => (k === label ? 1 : 0)));
  return tf.tensor2d(rows, [labels.length, classes]);
}

/**
 * Number of classes that a conditional pair is trained on; undefined where each class has a pair of its own.
 * @throws TypeError when the options of a conditional pair name no classes
 */
export function conditionClasses(
  { name, conditional }: Pick<GanSpec, "name" | "conditional">,
  { classes = [] }: Pick<GanOptions, "classes">,
): number | undefined {
  if (!conditional) return undefined;
  if (classes.length > 0) return classes.length;
  return fail(
    `train the conditional networks "${name}"`,
    "options without classes",
    "the names of all classes",
    "Give the options { classes: dataset.classes }.",
    TypeError,
  );
}
