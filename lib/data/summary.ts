import type { Dataset, Preprocessed } from "./dataset";
import type { Split } from "./image-set";

/** Images of each class, in the order negative, positive. */
export function classCounts({ classes, slices }: Dataset): { label: number; name: string; images: number }[] {
  return classes.map((name, label) => ({
    label,
    name,
    images: slices.filter((s) => s.label === label).length,
  }));
}

/** How large the slices are, pixels. */
export interface Sizes {
  /** Different width x height. */
  readonly distinct: number;
  readonly width: readonly [least: number, most: number];
  readonly height: readonly [least: number, most: number];
  /** One row a slice, for a scatter plot. */
  readonly rows: readonly { id: string; class: string; width: number; height: number; channels: number }[];
}

/** How large the slices of a data set are before preprocessing. */
export function sizes({ classes, slices }: Dataset): Sizes {
  const range = (values: readonly number[]): [number, number] => [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), 0),
  ];
  return {
    distinct: new Set(slices.map((s) => `${s.width}x${s.height}`)).size,
    width: range(slices.map((s) => s.width)),
    height: range(slices.map((s) => s.height)),
    rows: slices.map(({ id, label, width, height, channels }) => ({
      id,
      class: classes[label],
      width,
      height,
      channels,
    })),
  };
}

/** The mean image of each class. */
export interface MeanImages {
  /** Two images (size, size, 1) in [-1, 1], in the order negative, positive. */
  readonly means: readonly { name: string; pixels: Float32Array }[];
  /** Positive minus negative, (size, size, 1) in [-2, 2]. */
  readonly difference: Float32Array;
}

/** Averages each class's preprocessed images, pixel by pixel. */
export function meanImages({ dataset, pixels, size }: Preprocessed): MeanImages {
  const area = size * size;
  const means = dataset.classes.map((name, label) => {
    const places = dataset.slices.flatMap((s, i) => (s.label === label ? [i] : []));
    const sums = new Float64Array(area);
    for (const place of places)
      pixels.subarray(place * area, (place + 1) * area).forEach((v, k) => (sums[k] = (sums[k] ?? 0) + v));
    return { name, pixels: Float32Array.from(sums, (sum) => sum / places.length) };
  });
  const [negative, positive] = means;
  return {
    means,
    difference: new Float32Array(area).map((_, k) => (positive?.pixels[k] ?? 0) - (negative?.pixels[k] ?? 0)),
  };
}

/** How many images of each class each part of a split holds; the rows of a table. */
export function partCounts({ dataset }: Preprocessed, split: Split): Record<string, string | number>[] {
  const label = new Map(dataset.slices.map((s) => [s.id, s.label]));
  return (["train", "validation", "test"] as const).map((part) => {
    const { ids } = split[part];
    const [negative, positive] = [0, 1].map((l) => ids.filter((id) => label.get(id) === l).length);
    return {
      part,
      images: ids.length,
      [dataset.classes[0]]: negative ?? 0,
      [dataset.classes[1]]: positive ?? 0,
    };
  });
}
