import { countOf } from "../core/count-of";
import { extent, groupBy, indicesWhere, sum } from "../core/arrays";
import { sha256 } from "../core/files";
import type { Dataset, Preprocessed } from "./dataset";
import type { Groups } from "./duplicates/groups";
import type { Split } from "./image-set";
import { partSizes } from "./split/split";

/** Images of each class, by label. */
export function classCounts({
  classes,
  slices,
}: Pick<Dataset, "classes" | "slices">): { label: number; name: string; images: number }[] {
  return classes.map((name, label) => ({
    label,
    name,
    images: slices.filter((s) => s.label === label).length,
  }));
}

/** Sizes of the slices, pixels. */
export interface Sizes {
  /** Different width x height. */
  readonly distinct: number;
  readonly width: readonly [least: number, most: number];
  readonly height: readonly [least: number, most: number];
  /** One row per slice, for a scatter plot. */
  readonly rows: readonly { id: string; class: string; width: number; height: number; channels: number }[];
}

/** Sizes of a data set's slices before preprocessing. */
export function sizes({ classes, slices }: Pick<Dataset, "classes" | "slices">): Sizes {
  return {
    distinct: new Set(slices.map((s) => `${s.width}x${s.height}`)).size,
    width: extent(slices.map((s) => s.width)),
    height: extent(slices.map((s) => s.height)),
    rows: slices.map(({ id, label, width, height, channels }) => ({
      id,
      class: classes[label] ?? "",
      width,
      height,
      channels,
    })),
  };
}

/** The mean image of each class. */
export interface MeanImages {
  /** One image (size, size, 1) in [-1, 1] per class, by label. */
  readonly means: readonly { name: string; pixels: Float32Array }[];
  /**
   * Difference between the classes, (size, size, 1) in [-2, 2]: positive minus negative; with more than two classes each
   * minus the mean of the others' means.
   */
  readonly differences: readonly { name: string; pixels: Float32Array }[];
}

/** Averages each class's preprocessed images, pixel by pixel. */
export function meanImages({ dataset, pixels, size }: Preprocessed): MeanImages {
  const area = size * size;
  const means = dataset.classes.map((name, label) => {
    const indices = indicesWhere(dataset.slices, (s) => s.label === label);
    const sums = new Float64Array(area);
    for (const index of indices)
      pixels.subarray(index * area, (index + 1) * area).forEach((v, k) => (sums[k] = (sums[k] ?? 0) + v));
    return { name, pixels: Float32Array.from(sums, (sum) => sum / indices.length) };
  });
  const against = ({ pixels }: (typeof means)[number]): Float32Array =>
    pixels.map((own, k) => {
      const all = sum(means.map((mean) => mean.pixels[k] ?? 0));
      return own - (all - own) / (means.length - 1);
    });
  return {
    means,
    differences: (means.length === 2 ? means.slice(1) : means).map((mean) => ({
      name: means.length === 2 ? "difference" : `${mean.name} minus others`,
      pixels: against(mean),
    })),
  };
}

/**
 * A sentence on what a split kept together and how near it came to the paper's shares, or which named patients it tore apart.
 * @param groups as `split` got them
 */
export function splitSentence({ dataset }: Preprocessed, split: Split, groups: Groups): string {
  const { grouping, train, validation, test } = split;
  const words = (sizes: readonly (number | string)[]): string =>
    `${sizes.slice(0, -1).join(", ")} and ${sizes.at(-1)}`;
  if (dataset.slices.some(({ part }) => part !== undefined))
    return givenSplitSentence(
      dataset,
      split,
      words([train, validation, test].map((part) => part.ids.length)),
    );
  const here = words([train, validation, test].map((part) => part.ids.length));
  if (grouping) {
    const wanted = partSizes(classCounts(dataset).map((c) => c.images));
    const aim = words([wanted.train, wanted.validation, wanted.test].map(sum));
    const kept = {
      given: "by named patients",
      guessed: "of images that look like one scan",
      "cautiously guessed": "of images that may be of one scan or figure",
      "given and guessed": "by named patients, and of images without one by what looks like one scan",
      "given and cautiously guessed":
        "by named patients, and of images without one by what may be of one scan or figure",
    }[grouping.origin];
    return `${countOf(grouping.count, "group")} ${kept}, each whole in one part: ${here} images to train, validate and test (${aim} without groups)`;
  }
  const torn = tornGroups(dataset, split);
  if (torn > 0)
    return `caution: ${countOf(torn, "named patient lies", "named patients lie")} in several parts, since data.grouping is none; results on this split are too good`;
  return groups.origin === "none" && dataset.slices.every((s) => s.group === undefined)
    ? `no patients are named: each image is a group of its own (--set data.grouping=guessed keeps together what looks like one scan)`
    : "each image is a group of its own";
}

/** Number of test images whose pixels are those of an image in another part. */
function copiesInTest({ slices }: Dataset, { test }: Split): number {
  const inTest = new Set(test.ids);
  const key = ({ width, height, grey }: Dataset["slices"][number]): string =>
    sha256(Buffer.concat([Buffer.from(`${width} ${height} `), grey]));
  const others = new Set(slices.filter(({ id }) => !inTest.has(id)).map(key));
  return slices.filter((slice) => inTest.has(slice.id) && others.has(key(slice))).length;
}

function givenSplitSentence(dataset: Dataset, split: Split, sizes: string): string {
  const hasValidation = dataset.slices.some(({ part }) => part === "validation");
  const torn = tornGroups(dataset, split);
  const copies = copiesInTest(dataset, split);
  return [
    `the split that the data set brings${hasValidation ? "" : ", validation taken from training"}: ${sizes} images to train, validate and test`,
    ...(torn > 0
      ? [
          `caution: ${countOf(torn, "named patient lies", "named patients lie")} in several parts; results are too good`,
        ]
      : []),
    ...(copies > 0
      ? [
          `caution: ${countOf(copies, "test image is an exact copy of one", "test images are exact copies of images")} in other parts; results are too good`,
        ]
      : []),
  ].join("; ");
}

/** Number of the data set's named groups that lie in more than one part. */
function tornGroups({ slices }: Dataset, split: Split): number {
  const part = new Map(
    [split.train, split.validation, split.test].flatMap(({ ids }, k) => ids.map((id) => [id, k])),
  );
  const named = groupBy(
    slices.filter((s) => s.group !== undefined),
    (s) => s.group,
  );
  return [...named.values()].filter((own) => new Set(own.map((s) => part.get(s.id))).size > 1).length;
}

/** Number of images of each class in each part of a split, as rows of a table. */
export function partCounts({ dataset }: Preprocessed, split: Split): Record<string, string | number>[] {
  const label = new Map(dataset.slices.map((s) => [s.id, s.label]));
  return (["train", "validation", "test"] as const).map((part) => {
    const { ids } = split[part];
    const ofClass = dataset.classes.map((name, l) => [name, ids.filter((id) => label.get(id) === l).length]);
    return { part, images: ids.length, ...(Object.fromEntries(ofClass) as Record<string, number>) };
  });
}
