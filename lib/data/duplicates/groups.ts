import { components } from "./components";
import type { Settings } from "../../core/settings";
import type { Dataset } from "../dataset";
import type { Split } from "../image-set";
import type { DuplicatePair } from "./duplicates";
import { seriesNeighbours } from "./series-neighbours";
import { stemOf } from "../stem-of";

/** duplicates.json of the output folder: sets of image file stems; only sets of two and more. */
export interface DuplicateSets {
  readonly exact: readonly (readonly string[])[];
  /** Sets held together by at least one pair that is not exact; their exact pairs belong to them. */
  readonly nearIdentical: readonly (readonly string[])[];
  /** Sets of images probably of one scan, the sets above included. */
  readonly probableGroups: readonly (readonly string[])[];
}

/** Puts pairs together to sets. */
export function duplicateSets({ slices }: Dataset, pairs: readonly DuplicatePair[]): DuplicateSets {
  const ids = slices.map((s) => s.id);
  const sets = (...kinds: DuplicatePair["kind"][]): string[][] =>
    components(
      ids,
      pairs.filter((p) => kinds.includes(p.kind)),
    ).filter((set) => set.length > 1);
  const near = new Set(pairs.filter((p) => p.kind === "near-identical").flatMap(({ a, b }) => [a, b]));
  const stems = (set: string[]): string[] => set.map(stemOf);
  return {
    exact: sets("exact").map(stems),
    nearIdentical: sets("exact", "near-identical")
      .filter((set) => set.some((id) => near.has(id)))
      .map(stems),
    probableGroups: sets("exact", "near-identical", "same scan").map(stems),
  };
}

/** Images that must stay together, and the source of that grouping. */
export interface Groups {
  /** One name per image, in the data set's order. */
  readonly names: readonly string[];
  /** "none": no source, or data.grouping is "none"; each image is a group of its own. */
  readonly origin: NonNullable<Split["grouping"]>["origin"] | "none";
  /** Number of groups. */
  readonly count: number;
}

/** Images that are kept together: values of the setting data.grouping. */
export type Grouping = Settings["data.grouping"];

/**
 * The groups that no fold may tear apart: those the data set gives (a column of the table, a pattern of file names,
 * DICOM's patients), with equal images kept together. An image that it gives none is kept with those it looks like one scan
 * with, named or not; of two named images the names decide.
 *
 * @param grouping "named": without a name each image is a group of its own; "none": it is in any case;
 *   "cautious": images without a name are linked by `seriesNeighbours` too
 */
export function groupsOf(
  dataset: Dataset,
  pairs: readonly DuplicatePair[],
  grouping: Grouping = "guessed",
): Groups {
  const { slices } = dataset;
  const named = new Set(slices.flatMap(({ id, group }) => (group === undefined ? [] : [id])));
  const ids = slices.map((s) => s.id);
  if (grouping === "none" || (grouping === "named" && named.size === 0))
    return { names: ids, origin: "none", count: ids.length };
  const firstOf = new Map<string, string>();
  const links = slices.flatMap(({ id, group }) => {
    if (group === undefined) return [];
    const first = firstOf.get(group) ?? id;
    firstOf.set(group, first);
    return [{ a: first, b: id }];
  });
  const guess = named.size === ids.length ? "named" : grouping;
  const mayLink = ({ a, b }: { readonly a: string; readonly b: string }): boolean =>
    guess !== "named" && !(named.has(a) && named.has(b));
  const alike = pairs.filter((pair) => pair.kind === "exact" || mayLink(pair));
  const likely = guess === "cautious" ? seriesNeighbours(dataset).filter(mayLink) : [];
  const sets = components(ids, [...links, ...alike, ...likely]);
  const names = new Map(sets.flatMap((set) => set.map((id) => [id, set[0] ?? id])));
  return {
    names: ids.map((id) => names.get(id) ?? id),
    origin: originOf(guess, named.size > 0),
    count: sets.length,
  };
}

function originOf(guess: Exclude<Grouping, "none">, isAnyNamed: boolean): Groups["origin"] {
  if (guess === "named") return "given";
  const origin = guess === "cautious" ? "cautiously guessed" : "guessed";
  return isAnyNamed ? `given and ${origin}` : origin;
}
