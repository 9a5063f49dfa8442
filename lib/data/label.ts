import { indicesWhere, range } from "../core/arrays";

/** A class by its index in the data set's `classes`: 0, 1, 2 ...; of two classes 1 is the positive one. */
export type Label = number;

/** All classes of some labels in their order: 0 to the highest. */
export function classesOf(labels: readonly Label[]): Label[] {
  return range(labels.reduce((most, label) => Math.max(most, label), -1) + 1);
}

/** Indices of the images of each class, ascending. */
export function indicesByClass(labels: readonly Label[]): number[][] {
  return classesOf(labels).map((label) => indicesWhere(labels, (l) => l === label));
}
