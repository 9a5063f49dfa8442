import { stream } from "../core/random";

/** Groups divided for cross-fitting. */
export interface DividedGroups {
  readonly folds: number;
  /** The part of each group, from 0. */
  readonly parts: ReadonlyMap<string, number>;
}

/**
 * Divides the groups of several classes into parts, so that a classifier of each part's rest has seen no group of the part: a
 * group that lies in several classes belongs to one.
 *
 * @param classes the group of each image, by class
 * @param most parts, at most
 * @returns undefined where the rest of a part would lack a class: it has a single group, or shares all but one with others
 */
export function divideGroups(
  classes: readonly (readonly string[])[],
  { seed, most }: { readonly seed: number; readonly most: number },
): DividedGroups | undefined {
  const random = stream(seed, "quality", "class-fidelity");
  const named = classes.map((groups) => random.shuffle([...new Set(groups)]));
  const folds = Math.min(most, ...named.map((names) => names.length));
  if (folds < 2) return undefined;
  const parts = new Map<string, number>();
  for (const names of named)
    names.forEach((name, i) => {
      if (!parts.has(name)) parts.set(name, i % folds);
    });
  const isInOne = named.some((names) => new Set(names.map((name) => parts.get(name))).size < 2);
  return isInOne ? undefined : { folds, parts };
}
