import { join } from "node:path";
import { fail, sha256, stageNeeds, stream, sum } from "../../core";
import type { Preprocessed } from "../dataset";
import type { Groups } from "../duplicates/groups";
import { findShortage } from "./find-shortage";
import { givenPartIndices } from "./given-part-indices";
import { groupCounts } from "./grouped-folds";
import { imageSet, type ImageSet, type ImageSetParts, type Role, type Split } from "../image-set";
import { indicesByClass, type Label } from "../label";
import { allot, partShares } from "./part-shares";
import { sealTest, writeTest } from "./part-file";
import type { Part } from "../part-of";
import { splitGroups } from "./split-groups";

/**
 * Divides a data set into training (72 %), validation (17 %) and test (11 %), each class in its share in each part.
 * The test images go straight into a file of the run folder; only `evaluate` opens it. Groups stay whole: the shares
 * are then kept as nearly as they allow. Where the images say their parts (data.split=given), these are the split.
 *
 * @param options.groups which images must stay together; by default each is a group of its own
 * @param options.seed the run's seed; the same data and seed give the same split
 * @param options.folder the run folder; writes data/test.f32 and data/test.json in it
 * @throws InputError with fewer images or groups in a class than `stageNeeds` says, or when given parts tear a group apart
 *
 * Source: the paper, section 4.1 (144/34/22). It says nothing of classes: stratified here. Where the data do not say
 * who is who, slices of one person may still be in two parts: `crossings` counts the near-duplicates that are.
 */
export function split(
  preprocessed: Preprocessed,
  { seed, folder, groups }: { seed: number; folder: string; groups?: Groups },
): Split {
  const { slices, classes } = preprocessed.dataset;
  const labels = slices.map((s) => s.label);
  const isGiven = slices.some(({ part }) => part !== undefined);
  const kept = groups && isKept(groups) ? groups : undefined;
  const indices = isGiven
    ? givenPartIndices(preprocessed.dataset, kept, seed)
    : kept
      ? groupedPartIndices(labels, kept, { seed, classes })
      : partIndices(labels, seed);
  if (!kept) return splitAt(preprocessed, indices, { folder: () => folder });
  const { names, origin, count } = kept;
  const made = splitAt(preprocessed, indices, { groups: names, folder: () => folder });
  return { ...made, grouping: { origin, count } };
}

const isKept = (groups: Groups): groups is Groups & NonNullable<Split["grouping"]> =>
  groups.origin !== "none";

/**
 * Divides a data set at given indices: one fold of a cross-validation.
 *
 * @param options.groups one name per image, in the data set's order
 * @param options.folder where data/test.f32 and data/test.json go, by the fold's id
 * @throws RangeError when a group lies in two parts; InputError when a part lacks a class, or images of it that a later
 *   stage needs
 */
export function splitAt(
  preprocessed: Preprocessed,
  indices: Record<Part, readonly number[]>,
  { groups, folder }: { readonly groups?: readonly string[]; readonly folder: (foldId: string) => string },
): Split {
  const { slices } = preprocessed.dataset;
  if (groups) checkGroups(indices, groups);
  checkParts(preprocessed, indices, groups);
  const of = (at: readonly number[]): string[] => at.map((i) => slices[i]?.id ?? "");
  const ids = { train: of(indices.train), validation: of(indices.validation), test: of(indices.test) };
  const foldId = foldIdOf(preprocessed.dataset.fingerprint, preprocessed.fingerprint, ids);
  const part = <R extends Role>(role: R, at: readonly number[]): ImageSet<R> =>
    imageSet(role, {
      ...imagesAt(preprocessed, foldId, at),
      groups: groups ? at.map((i) => groups[i] ?? "") : undefined,
    });
  const test = part("test", indices.test);
  return {
    foldId,
    train: part("train", indices.train),
    validation: part("validation", indices.validation),
    test: sealTest(test.foldId, test.ids, writeTest(join(folder(foldId), "data"), test)),
  };
}

function checkParts(
  { dataset: { slices, classes } }: Preprocessed,
  indices: Record<Part, readonly number[]>,
  names: readonly string[] = slices.map((s) => s.id),
): void {
  const divided = { labels: slices.map((s) => s.label), groups: names, classes };
  const shortage = findShortage(indices, divided, "notebooks");
  if (shortage)
    fail(
      "divide the data set",
      shortage.found,
      shortage.expected,
      `Add images of that class, of other patients${slices.some((s) => s.part) ? ", or leave data.split out" : ""}.`,
    );
}

function checkGroups(indices: Record<Part, readonly number[]>, groups: readonly string[]): void {
  const part = new Map<string, string>();
  for (const name of ["train", "validation", "test"] as const)
    for (const group of indices[name].map((i) => groups[i] ?? "")) {
      const before = part.get(group) ?? name;
      if (before !== name)
        fail(
          "divide the data set",
          `group "${group}" lies in ${before} and ${name}`,
          "each group in one part",
          "Take the indices from groupedFolds.",
          RangeError,
        );
      part.set(group, name);
    }
}

/** The ids of each part. */
export type PartIds = Readonly<Record<Part, readonly string[]>>;

/** Names a split by its data, pixels and parts: results of another split never fit it by chance. */
export function foldIdOf(data: string, pixels: string, ids: PartIds): string {
  return sha256(JSON.stringify([data, pixels, ids.train, ids.validation, ids.test])).slice(0, 12);
}

/** Indices of the images in each part, ascending; each image is a group of its own. */
export function partIndices(labels: readonly Label[], seed: number): Record<Part, number[]> {
  const random = stream(seed, "split");
  const classes = indicesByClass(labels).map((indices) => random.shuffle(indices));
  const sizes = classes.map((c) => c.length);
  const { validation, test } = partSizes(sizes);
  const take = (from: (c: number) => number, to: (c: number) => number): number[] =>
    classes.flatMap((members, c) => members.slice(from(c), to(c))).sort((a, b) => a - b);
  const [v, t] = [(c: number) => validation[c] ?? 0, (c: number) => test[c] ?? 0];
  return {
    validation: take(() => 0, v),
    test: take(v, (c) => v(c) + t(c)),
    train: take(
      (c) => v(c) + t(c),
      (c) => sizes[c] ?? 0,
    ),
  };
}

/**
 * Indices of the images in each part, ascending; each group whole in one of them. Groups of one image each are divided
 * as images without groups.
 *
 * @throws InputError when the groups leave a part without a class
 */
export function groupedPartIndices(
  labels: readonly Label[],
  { names, origin, count }: Groups,
  { seed, classes }: { readonly seed: number; readonly classes: readonly string[] },
): Record<Part, number[]> {
  if (count === labels.length) return partIndices(labels, seed);
  const { train, validation, test } = partSizes(indicesByClass(labels).map((indices) => indices.length));
  const counts = groupCounts(labels, names);
  const divided =
    Math.min(...counts) < stageNeeds.split.groups
      ? undefined
      : splitGroups(labels, names, [train, validation, test], stream(seed, "split"));
  if (!divided)
    return fail(
      "split the data set",
      `${counts.map((n, c) => `${n} of ${classes[c] ?? c}`).join(" and ")} are the ${inWords(origin)}`,
      `at least ${stageNeeds.split.groups} of each class, so that training, validation and test each get one`,
      `Add images of other patients, or give --set data.grouping=${origin === "given" ? "none, which tears patients apart: results are then too good" : "named"}.`,
    );
  const [inTrain = [], inValidation = [], inTest = []] = divided;
  return { train: inTrain, validation: inValidation, test: inTest };
}

function inWords(origin: Groups["origin"]): string {
  if (origin === "given") return "patients or other named groups";
  return `${origin.startsWith("given") ? "patients and " : ""}groups that look like one scan`;
}

/**
 * Images of each class in each part when every image is a group of its own.
 * @param sizes images of each class
 * @throws InputError with fewer in a class than `stageNeeds.split` says
 */
export function partSizes(sizes: readonly number[]): Record<Part, number[]> {
  const least = stageNeeds.split.images;
  if (Math.min(...sizes) < least)
    fail(
      "split the data set",
      `classes of ${sizes.join(" and ")} images`,
      `at least ${least} per class`,
      "Add images.",
    );
  const validation = allot(Math.round(partShares.validation * sum(sizes)), sizes);
  const test = allot(Math.round(partShares.test * sum(sizes)), sizes);
  return { train: sizes.map((n, c) => n - validation[c]! - test[c]!), validation, test };
}

function imagesAt(preprocessed: Preprocessed, foldId: string, at: readonly number[]): ImageSetParts {
  const { dataset, size, pixels } = preprocessed;
  const area = size * size;
  const taken = new Float32Array(at.length * area);
  at.forEach((index, i) => taken.set(pixels.subarray(index * area, (index + 1) * area), i * area));
  return {
    foldId,
    size,
    pixels: taken,
    ids: at.map((i) => dataset.slices[i]?.id ?? ""),
    labels: at.map((i) => dataset.slices[i]?.label ?? 0),
  };
}
