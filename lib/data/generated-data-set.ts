import type { GeneratedName } from "../core";
import type { Dataset } from "./dataset";
import { phantom } from "./phantom";

/** A data set that is drawn rather than read: it needs no file, and there are always fresh images of its kind. */
export interface GeneratedDataSet {
  /** Value of `--data`, and `dataset.name`. */
  readonly name: GeneratedName;
  /** Its images in half a line. */
  readonly about: string;
  /**
   * @param options.images how many, the classes in turn: n classes and n * k images give k of each
   * @param options.seed another seed gives other images throughout
   */
  generate(options: { readonly images: number; readonly seed: number }): Dataset;
}

/** The generated data sets. A new one is one entry here, and its name in core/data-name.ts. */
export const generatedDataSets: readonly GeneratedDataSet[] = [
  { name: "phantom", about: "artificial head-CT slices, half of them with a hemorrhage", generate: phantom },
];

/** The generated data set of a name; undefined where the name is no such set's. */
export function generatedDataSet(name: string): GeneratedDataSet | undefined {
  return generatedDataSets.find((set) => set.name === name);
}
