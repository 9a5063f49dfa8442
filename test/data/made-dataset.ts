import {
  fingerprint,
  preprocess,
  type Dataset,
  type Label,
  type Preprocessed,
  type Slice,
} from "../../lib/data";

/** A data set of slices of which only the grey values and labels matter. */
export function datasetOf(
  slices: readonly (Partial<Slice> & Pick<Slice, "grey" | "width" | "height" | "label">)[],
): Dataset {
  const full = slices.map((s, i): Slice => ({ id: `i${i}`, source: `i${i}.png`, channels: 1, ...s }));
  return {
    name: "made",
    classes: ["normal", "hemorrhage"],
    positive: 1,
    slices: full,
    fingerprint: fingerprint(full),
    warnings: [],
    reading: [],
  };
}

/** Small images that differ, `negatives` of label 0, then `positives` of label 1, preprocessed to 8x8. */
export function madeSet(negatives: number, positives: number): Promise<Preprocessed> {
  const slices = Array.from({ length: negatives + positives }, (_, i) => ({
    width: 8,
    height: 8,
    label: (i < negatives ? 0 : 1) as Label,
    grey: Uint8Array.from({ length: 64 }, (_, k) => (i * 7919 + k * k * 31 + i * k) % 256),
  }));
  return preprocess(datasetOf(slices), { size: 8 });
}
