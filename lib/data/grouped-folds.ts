import { groupBy, mean, range } from "../core/arrays";
import { fail } from "../core/errors";
import { stream, type Random } from "../core/random";
import { classesOf, indicesByClass, type Label } from "./label";

/** Indices of the images of each part of one fold, ascending. */
export interface FoldIndices {
  readonly repeat: number;
  readonly fold: number;
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** Size of a repeated, stratified, grouped cross-validation. */
export interface FoldOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
}

/** Of the images that a fold does not test, one in this many parts is for validation. */
const validationParts = 5;

/**
 * Repeated, stratified, grouped k-fold: in each repeat every image is tested once, no group lies in two parts of a
 * fold, and the classes are shared out as evenly as whole groups allow.
 *
 * @param labels one per image
 * @param groups one name per image: patient, scan, or set of duplicates
 * @returns repeats x folds parts, repeat by repeat
 * @throws RangeError when a class has fewer groups than a fold's three parts need
 * Source: the greedy rule of scikit-learn's StratifiedGroupKFold, over shuffled groups.
 */
export function groupedFolds(
  labels: readonly Label[],
  groups: readonly string[],
  { folds, repeats, seed }: FoldOptions,
): FoldIndices[] {
  checkFolds(labels, groups, folds);
  return Array.from({ length: repeats }, (_, repeat) => {
    const random = stream(seed, "folds", repeat);
    const places = range(labels.length);
    const parts = assignGroupsToFolds(places, labels, groups, folds, random);
    return parts.map((test, fold): FoldIndices => {
      const rest = parts.flatMap((part, at) => (at === fold ? [] : part));
      const [validation = [], ...others] = assignGroupsToFolds(rest, labels, groups, validationParts, random);
      return { repeat, fold, test, validation, train: sortAscending(others.flat()) };
    });
  }).flat();
}

/** Shares whole groups out to k parts, the largest first, each to the part where the classes stay most even. */
function assignGroupsToFolds(
  places: readonly number[],
  labels: readonly Label[],
  groups: readonly string[],
  k: number,
  random: Random,
): number[][] {
  const members = groupBy(places, (place) => groups[place]);
  const classes = classesOf(labels);
  const total = counts(places, labels);
  const parts = Array.from({ length: k }, () => ({
    places: [] as number[],
    counts: classes.map(() => 0),
  }));
  const order = random.shuffle([...members.values()]).sort((a, b) => b.length - a.length);
  for (const group of order) {
    const added = counts(group, labels);
    const unevenness = (at: number): number =>
      classes.reduce((sum, label) => {
        const shares = parts.map(
          (p, i) => ((p.counts[label] ?? 0) + (i === at ? (added[label] ?? 0) : 0)) / (total[label] || 1),
        );
        const middle = mean(shares);
        return sum + shares.reduce((s, share) => s + (share - middle) ** 2, 0);
      }, 0);
    const best = parts
      .map((part, i) => ({ part, cost: unevenness(i) }))
      .reduce((a, b) =>
        b.cost < a.cost - 1e-12 || (b.cost < a.cost + 1e-12 && b.part.places.length < a.part.places.length)
          ? b
          : a,
      ).part;
    best.places.push(...group);
    best.counts = best.counts.map((c, label) => c + (added[label] ?? 0));
  }
  return parts.map((part) => sortAscending(part.places));
}

/** Number of groups of each class. */
export function groupCounts(labels: readonly Label[], groups: readonly string[]): number[] {
  return indicesByClass(labels).map((places) => new Set(places.map((i) => groups[i])).size);
}

function checkFolds(labels: readonly Label[], groups: readonly string[], folds: number): void {
  const ofClass = groupCounts(labels, groups);
  const fewest = Math.min(...ofClass);
  const needed = Math.max(folds, 3);
  if (fewest < needed)
    fail(
      `divide the images into ${folds} folds`,
      `${ofClass.join(" and ")} groups of the ${ofClass.length === 2 ? "two " : ""}classes`,
      `at least ${needed} groups of each, so that no part lacks a class`,
      fewest >= 3
        ? `Give --set study.folds=${fewest}, or add images of other patients.`
        : "Add images of other patients: with fewer than three groups of a class nothing can be tested.",
      RangeError,
    );
}

function counts(places: readonly number[], labels: readonly Label[]): number[] {
  return classesOf(labels).map((label) => places.filter((p) => labels[p] === label).length);
}

function sortAscending(places: readonly number[]): number[] {
  return [...places].sort((a, b) => a - b);
}
