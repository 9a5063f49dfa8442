import { groupBy, mean, range } from "../../core/arrays";
import { fail } from "../../core/errors";
import { stream, type Random } from "../../core/random";
import { stageNeeds } from "../../core/stage-needs";
import { classesOf, indicesByClass, type Label } from "../label";
import { splitGroups } from "./split-groups";

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
 * fold, and the classes are shared out as evenly as whole groups allow. Where the groups are so few that this leaves a
 * part without a class, or training with one group of it, they are counted instead of their images.
 *
 * @param labels one per image
 * @param groups one name per image: patient, scan, or set of duplicates
 * @returns repeats x folds parts, repeat by repeat
 * @throws InputError when a class has fewer groups than a fold's three parts need, or no division was found that gives
 *   every part each class
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
    const indices = range(labels.length);
    const greedy = assignGroupsToFolds(indices, labels, groups, folds, random);
    const equal = range(folds).map(() => 1 / folds);
    const parts = greedy.every(holdsAllClasses) ? greedy : divideWhole(indices, equal, random);
    return parts.map((test, fold): FoldIndices => {
      const rest = parts.flatMap((part, at) => (at === fold ? [] : part));
      const [held = [], ...others] = assignGroupsToFolds(rest, labels, groups, validationParts, random);
      const kept = sortAscending(others.flat());
      if (
        holdsAllClasses(held) &&
        holdsAllClasses(kept, Math.min(stageNeeds.discard.groups, fewestIn(rest) - 1))
      )
        return { repeat, fold, test, validation: held, train: kept };
      const shares = [1 / validationParts, 1 - 1 / validationParts];
      const [validation = [], train = []] = divideWhole(rest, shares, random);
      return { repeat, fold, test, validation, train };
    });
  }).flat();

  function holdsAllClasses(part: readonly number[], ofGroups = 1): boolean {
    return fewestIn(part) >= ofGroups;
  }

  /** Groups of the class that has the fewest among some images. */
  function fewestIn(part: readonly number[]): number {
    const ofClass = classesOf(labels).map((label) => part.filter((i) => labels[i] === label));
    return Math.min(...ofClass.map((own) => new Set(own.map((i) => groups[i])).size));
  }

  /** Indices of parts that hold every class, whose numbers of groups come as near as can be to the wanted shares. */
  function divideWhole(indices: readonly number[], shares: readonly number[], random: Random): number[][] {
    const firsts = [...groupBy(indices, (i) => `${labels[i]} ${groups[i]}`).values()].map(
      (own) => own[0] ?? 0,
    );
    const own = firsts.map((i) => labels[i] ?? 0);
    const sizes = indicesByClass(own).map((some) => some.length);
    const wanted = shares.map((share) => sizes.map((n) => Math.max(1, share * n)));
    const names = firsts.map((i) => groups[i] ?? "");
    const divided = splitGroups(own, names, wanted, random);
    if (divided)
      return divided.map((part) => {
        const inPart = new Set(part.map((at) => names[at]));
        return sortAscending(indices.filter((i) => inPart.has(groups[i] ?? "")));
      });
    return fail(
      `divide the images into ${folds} folds`,
      "groups that leave a part without a class however they are divided",
      "images of every class in each part",
      "Add images of other patients.",
    );
  }
}

/** Shares whole groups out to k parts, the largest first, each to the part where the classes stay most even. */
function assignGroupsToFolds(
  indices: readonly number[],
  labels: readonly Label[],
  groups: readonly string[],
  k: number,
  random: Random,
): number[][] {
  const members = groupBy(indices, (i) => groups[i]);
  const classes = classesOf(labels);
  const total = counts(indices, labels);
  const parts = Array.from({ length: k }, () => ({
    indices: [] as number[],
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
        b.cost < a.cost - 1e-12 || (b.cost < a.cost + 1e-12 && b.part.indices.length < a.part.indices.length)
          ? b
          : a,
      ).part;
    best.indices.push(...group);
    best.counts = best.counts.map((c, label) => c + (added[label] ?? 0));
  }
  return parts.map((part) => sortAscending(part.indices));
}

/** Number of groups of each class. */
export function groupCounts(labels: readonly Label[], groups: readonly string[]): number[] {
  return indicesByClass(labels).map((indices) => new Set(indices.map((i) => groups[i])).size);
}

function checkFolds(labels: readonly Label[], groups: readonly string[], folds: number): void {
  const ofClass = groupCounts(labels, groups);
  const fewest = Math.min(...ofClass);
  const needed = Math.max(folds, stageNeeds.split.groups);
  if (fewest < needed)
    fail(
      `divide the images into ${folds} folds`,
      `${ofClass.join(" and ")} groups of the ${ofClass.length === 2 ? "two " : ""}classes`,
      `at least ${needed} groups of each, so that no part lacks a class`,
      fewest >= stageNeeds.split.groups
        ? `Give --set study.folds=${fewest}, or add images of other patients.`
        : "Add images of other patients: with fewer than three groups of a class nothing can be tested.",
    );
}

function counts(indices: readonly number[], labels: readonly Label[]): number[] {
  return classesOf(labels).map((label) => indices.filter((i) => labels[i] === label).length);
}

function sortAscending(indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => a - b);
}
