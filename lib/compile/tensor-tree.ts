import type * as tfjs from "@tensorflow/tfjs";

const isTensor = (tree: unknown): tree is tfjs.Tensor =>
  typeof tree === "object" && tree !== null && "dataId" in tree && "rankType" in tree;

/** A tree's tensors in order, and what is left of it; a record's keys count in their order. */
export function flatten(tree: unknown): { readonly tensors: tfjs.Tensor[]; readonly form: unknown } {
  const tensors: tfjs.Tensor[] = [];
  const walk = (part: unknown): unknown => {
    if (isTensor(part)) return { $tensor: tensors.push(part) - 1 };
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === "object" && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, walk(value)]));
    return part;
  };
  const form = walk(tree);
  return { tensors, form };
}

/** Puts tensors back into what `flatten` left. */
export function unflatten(form: unknown, tensors: readonly tfjs.Tensor[]): unknown {
  if (Array.isArray(form)) return form.map((part) => unflatten(part, tensors));
  if (typeof form !== "object" || form === null) return form;
  if ("$tensor" in form) return tensors[form.$tensor as number];
  return Object.fromEntries(Object.entries(form).map(([key, part]) => [key, unflatten(part, tensors)]));
}
