import { range } from "../../core/arrays";
import { progress } from "../../core/progress";
import type { Multiply } from "../../ml/distances";
import type { Dataset } from "../dataset";
import type { Split } from "../image-set";
import { orient, orientations, type Orientation } from "./orient";
import { areEqual, candidatePairs, type CandidatePair } from "./candidate-pairs";
import { identityPlacement, register, type Placement } from "./register";
import { cropToOverlap, sides, viewPairs, makeViews, type View } from "./view";

/** Two images of a data set that show the same slice, or neighbouring slices of one scan. */
export interface DuplicatePair {
  /** Ids, in the data set's order. */
  readonly a: string;
  readonly b: string;
  /** Equal pixel by pixel; the same slice saved in another way; probably of one scan. */
  readonly kind: "exact" | "near-identical" | "same scan";
  /** Correlation of the anatomy, and of the grain inside the head, each up to 1. */
  readonly anatomy: number;
  readonly grain: number;
  /** Orientation that lays b on a. */
  readonly orientation: Orientation;
  /** False when one of the two labels must be wrong, or the bleed began between the two. */
  readonly sameLabel: boolean;
}

/**
 * Least correlations. On the Kaggle head-CT set, looked at pair by pair, the same slice has an anatomy of 0.97 and a
 * grain of 0.91 at least; neighbouring slices have 0.97 and 0.83 at most. Heads of one make resemble each other too:
 * slices of one scan must do so by `apart` more than each of them resembles its eighth partner.
 */
const thresholds = { sameSlice: { anatomy: 0.94, grain: 0.9 }, sameScan: { anatomy: 0.93, apart: 0.05 } };
const others = 8;
/** Number of slices from which progress is shown. */
const longWork = 150;

/**
 * Finds pairs of images that are equal, nearly so in any of the eight orientations, or probably of one scan: they make a
 * test look better than it is when they lie in two parts of a split. Crops, padding, scale, contrast, colour tints and
 * transparency make no difference.
 *
 * Each slice is brought to 96 x 96 pixels in three views: cut to its content, padded to a square, and its middle alone. The sixteen
 * slices most similar to it at 24 x 24 pixels are registered to it by shifts and stretches, from coarse to fine.
 *
 * @param multiply computes the first look of large sets
 * @returns exact pairs, then near-identical ones, then same scans, each the most alike first
 */
export function duplicates({ slices }: Dataset, multiply?: Multiply): DuplicatePair[] {
  const views = slices.map(makeViews);
  const partners = candidatePairs(slices, views, { multiply });
  const near = ofEach("comparing slices", partners, slices.length, (pair) => registerPair(pair, views));
  const eighth = eighthScores(near, slices.length);
  const pairs = ofEach("looking closely at pairs", near, slices.length, (pair) =>
    classifyPair(pair, pair.score - Math.max(eighth[pair.i]!, eighth[pair.j]!)),
  );
  const kinds = ["exact", "near-identical", "same scan"];
  return pairs.sort((p, q) => kinds.indexOf(p.kind) - kinds.indexOf(q.kind) || q.anatomy - p.anatomy);
}

/**
 * Finds pairs of an image of one data set and one of another that show the same slice: exact, and saved in another way. Slices
 * of one scan are not looked for: what is alike beyond chance can be told within one data set only.
 * @param multiply computes the first look of large sets
 */
export function duplicatesBetween(first: Dataset, second: Dataset, multiply?: Multiply): DuplicatePair[] {
  const slices = [...first.slices, ...second.slices];
  const views = slices.map(makeViews);
  const partners = candidatePairs(slices, views, { between: first.slices.length, multiply });
  return ofEach("comparing slices", partners, slices.length, (pair) => {
    const laid = registerPair(pair, views);
    return laid && classifyPair(laid, -Infinity);
  });
}

/** What is found of each pair of so many images, with progress where that is long work. */
function ofEach<P, T>(
  work: string,
  pairs: readonly P[],
  images: number,
  find: (pair: P) => T | undefined,
): T[] {
  const shown = images < longWork ? undefined : progress(work, pairs.length);
  return pairs.flatMap((pair, k) => {
    if ((k + 1) % 250 === 0 || k + 1 === pairs.length) shown?.at(k + 1);
    return find(pair) ?? [];
  });
}

/** Each image's score with its eighth partner, 0 where it has fewer. */
function eighthScores(pairs: readonly LaidOn[], images: number): number[] {
  const scores: number[][] = range(images).map(() => []);
  for (const { i, j, score } of pairs) for (const place of [i, j]) scores[place]!.push(score);
  return scores.map((own) => own.sort((a, b) => b - a)[others - 1] ?? 0);
}

/** The pairs whose two images lie in different parts: one was learned from, the other is tested on. */
export function crossings(split: Split, pairs: readonly DuplicatePair[]): DuplicatePair[] {
  const part = new Map<string, string>();
  for (const set of [split.train, split.validation]) for (const id of set.ids) part.set(id, set.role);
  for (const id of split.test.ids) part.set(id, "test");
  return pairs.filter(({ a, b }) => part.has(a) && part.has(b) && part.get(a) !== part.get(b));
}

/** The test images of which training or validation holds the same slice, or probably another one of their scan. */
export function leakedTestImages(split: Split, pairs: readonly DuplicatePair[]): string[] {
  const learned = new Set([...split.train.ids, ...split.validation.ids]);
  const mates = pairs.flatMap(({ a, b }) => [
    [a, b],
    [b, a],
  ]);
  return split.test.ids.filter((id) => mates.some(([one, other = ""]) => one === id && learned.has(other)));
}

interface LaidOn extends CandidatePair {
  readonly placement: Placement;
  /** Made when it is asked for: the views of thousands of pairs would not fit into memory. */
  readonly framed: () => readonly [View, View];
}

/** Lays a pair on each other at 24, then at 48 pixels, framed to what they share; undefined when they do not fit. */
function registerPair(pair: CandidatePair, views: readonly (readonly View[])[]): LaidOn | undefined {
  const [first, second] = [views[pair.i]![0]!, views[pair.j]![0]!];
  if (areEqual(first.slice, second.slice))
    return { ...pair, placement: identityPlacement, framed: () => [first, second] };
  const looks = alignmentsToTry(pair).map(({ views: [first, second], orientation }) => {
    const [a, b] = [views[pair.i]![first]!, views[pair.j]![second]!];
    return {
      a,
      b,
      orientation,
      ...register(a.coarse(), orient(b.coarse(), sides.coarse, orientation), sides.coarse),
    };
  });
  const { a, b, ...look } = looks.reduce((best, other) => (other.score > best.score ? other : best));
  if (look.score < (isMoved(look.placement) ? 0.78 : 0.85)) return undefined;
  const { orientation } = look;
  const turned = orient(b.medium(), sides.medium, orientation);
  const near = register(a.medium(), turned, sides.medium, look.placement);
  const whole = { ...pair, ...near, orientation, framed: () => [a, b] as const };
  if (orientation !== 0 || !isMoved(near.placement)) return whole;
  const [onA, onB] = cropToOverlap(a, b, near.placement);
  const again = register(onA.medium(), onB.medium(), sides.medium, identityPlacement);
  if (again.score <= near.score) return whole;
  return { ...pair, ...again, orientation, framed: () => cropToOverlap(a, b, near.placement) };
}

/** As the two were most alike unaligned, and upright as whole slices: once aligned, that may fit better. */
function alignmentsToTry({
  views,
  orientation,
}: CandidatePair): Pick<CandidatePair, "views" | "orientation">[] {
  const upright = viewPairs.slice(0, 2).map((whole) => ({ views: whole, orientation: 0 }));
  const isUpright = orientation === 0 && upright.some((way) => way.views === views);
  return isUpright ? upright : [{ views, orientation }, ...upright];
}

/** Whether the frames differ so much that contrast and fading were taken from different places. */
function isMoved({ dx, dy, sx, sy }: Placement): boolean {
  return Math.max(Math.abs(dx), Math.abs(dy), Math.abs(sx - 1), Math.abs(sy - 1)) > 0.035;
}

/** Looks closely at a pair, and at its grain where it may be the same slice; undefined when it is of no kind. */
function classifyPair(
  { orientation, score, placement, framed }: LaidOn,
  apart: number,
): DuplicatePair | undefined {
  const [one, other] = framed();
  const [a, b] = [one.slice, other.slice];
  const pair = {
    a: a.id,
    b: b.id,
    orientation: orientations[orientation]!,
    sameLabel: a.label === b.label,
  };
  if (areEqual(a, b)) return { ...pair, kind: "exact", anatomy: 1, grain: 1 };
  const { sameSlice, sameScan } = thresholds;
  const mayBeScan = apart >= sameScan.apart && orientation === 0;
  if (score < (mayBeScan ? sameScan.anatomy : sameSlice.anatomy) - 0.03) return undefined;
  const on = (of: "fine" | "grain", begin: Placement) =>
    register(one[of](), orient(other[of](), sides.fine, orientation), sides.fine, begin);
  const close = on("fine", placement);
  if (close.score < sameScan.anatomy) return undefined;
  const found = { anatomy: close.score, grain: on("grain", close.placement).score };
  if (found.anatomy >= sameSlice.anatomy && found.grain >= sameSlice.grain)
    return { ...pair, ...found, kind: "near-identical" };
  return mayBeScan ? { ...pair, ...found, kind: "same scan" } : undefined;
}
