import { extent, quantile, range } from "../../core/arrays";
import { fail } from "../../core/errors";
import type { Multiply } from "../../ml/distances";
import { assertComparable, stack, type Matrix } from "../../ml/vectors";
import { binomialSurvival } from "../../statistics/binomial-survival";
import { hypergeometricSurvival } from "../../statistics/hypergeometric-survival";
import type { GroupedImages, Images, PatientImages } from "../images";
import { alignedDistances, unitVectors } from "./aligned-distances";
import { plantedCopies } from "./planted-copies";

/** The real images that synthetic ones are compared with. */
export interface RealImages {
  /** The images a generator was trained on, with the patient, scan or set of duplicates of each. */
  readonly train: PatientImages;
  /** Real images it never saw, with the patient of each; by default each has its own. */
  readonly heldOut: GroupedImages;
}

/** How near images lie to one real image, compared with the nearest one of another group. */
export interface Closeness {
  /** Aligned distance to the nearest real image over that to the nearest of another group: 0 (a copy) to 1. */
  readonly rho: readonly number[];
  /** Index of the nearest real image. */
  readonly nearest: readonly number[];
  /** Aligned distance to it. */
  readonly distance: readonly number[];
}

/** Copies of training images among synthetic ones, moved ones included. */
export interface AlignedCopies extends Closeness {
  /** An image whose rho lies below it is a copy. */
  readonly threshold: number;
  /** Indices of the synthetic images below the threshold, the smallest rho first. */
  readonly flagged: readonly number[];
  /** Real images below it: held-out ones beside the training images, and training images beside the others. */
  readonly realPairs: { readonly heldOut: number; readonly train: number };
  /** Copies planted with known motions and noise, and how many of them lie below the threshold. */
  readonly planted: { readonly n: number; readonly found: number };
  /** Probability of so many flagged images among honest ones. */
  readonly p: number;
  /** Fewest flagged images that show copying; one more than there are images where not even all of them would. */
  readonly fewest: number;
  /** Held-out images behind the threshold, their patients, and the rho of each. */
  readonly heldOut: number;
  readonly heldOutPatients: number;
  readonly heldOutRho: readonly number[];
}

/** Times the held-out images' 5 % quantile of rho, or their smallest: chosen on eight sets of phantoms, and right on eight others, too. */
const strictness = 0.75;
/** Below which p the flagged images count as copying. */
const level = 0.001;

/**
 * Held-out patients needed for the 5 % quantile of their images' rho to say how often honest images lie below it. With fewer, the
 * smallest rho takes its place: every flagged image then lies below every held-out one, which the quantile, a value above the
 * smallest, would not ensure.
 */
export const fewestHeldOutPatients = 20;

/**
 * Which synthetic images are copies of training images, also when flipped, shifted, turned a little or with weak noise:
 * those that lie much nearer to one training image than to every one of another patient (rho), compared with images that
 * the generator never saw. Distances to the nearest image alone do not see a copy that was moved by a pixel.
 *
 * @param images synthetic images of one class
 * @param real training images and at least one held-out image, of the same class and size; with training images of one
 *   patient there is no second nearest, every rho is 1 and no planted copy is found
 * @param options seed: of the planted copies' motions and noise
 * @throws RangeError for other sizes, no images, or another number of groups than of training images
 * Source: our own rule. p is binomial, with the share of held-out images that are flagged as its rate: one flagged image and two
 *   images added (rule of succession), at least 1 %. Of fewer than `fewestHeldOutPatients` p is that of ranks, which assumes
 *   nothing: 10 patients show copying from 103 of 200 samples on, one never. Tried 16 times with 72 training images, 72 held-out
 *   ones and 200 samples, all drawn heads: it flagged all of 20 planted copies of each of the five kinds each time, and none of
 *   3,200 honest samples; C_T (`dataCopying`) saw copying one time in 16 at most. Blind by design to half an image copied and
 *   to the mean of two; where real images repeat each other, the planted copies show that nothing can be seen.
 */
export function alignedCopies(
  images: Images,
  { train, heldOut }: RealImages,
  { seed = 0, multiply }: { readonly seed?: number; readonly multiply?: Multiply | undefined } = {},
): AlignedCopies {
  const action = "look for copies of training images";
  const [x, held, own] = [images, heldOut, train].map(unitVectors) as [Unit, Unit, Unit];
  for (const set of [x, held]) assertComparable(action, set, own, 1);
  if (train.groups.length !== own.n)
    fail(
      action,
      `${own.n} training images and ${train.groups.length} names of patients`,
      "one name per image",
      "Give the groups of the training images.",
      RangeError,
    );
  const copies = plantedCopies(train, { count: Math.min(own.n, mostPlanted), seed });
  const distances = alignedDistances(stack(stack(x, held), stack(own, unitVectors(copies))), train, multiply);
  const rows = (from: number, n: number): Matrix => rowsOf(distances, from, n);
  const found = closeness(rows(0, x.n), train.groups);
  const ofHeldOut = closeness(rows(x.n, held.n), train.groups).rho;
  const ofTrain = closeness(rows(x.n + held.n, own.n), train.groups, true).rho;
  const ofPlanted = closeness(rows(x.n + held.n + own.n, distances.rows), train.groups).rho;
  const heldOutPatients = heldOut.groups === undefined ? held.n : new Set(heldOut.groups).size;
  const isFew = heldOutPatients < fewestHeldOutPatients;
  const threshold = strictness * (isFew ? extent(ofHeldOut)[0] : quantile(ofHeldOut, 0.05));
  const below = (rho: readonly number[]): number => rho.filter((value) => value < threshold).length;
  const realPairs = { heldOut: below(ofHeldOut), train: below(ofTrain) };
  const share = Math.max(0.01, (realPairs.heldOut + 1) / (held.n + 2));
  const pOf = (k: number): number =>
    isFew
      ? hypergeometricSurvival(k, { total: x.n + heldOutPatients, marked: x.n, drawn: k })
      : binomialSurvival(k, x.n, share);
  const flagged = range(x.n)
    .filter((i) => found.rho[i]! < threshold)
    .sort((a, b) => found.rho[a]! - found.rho[b]!);
  return {
    ...found,
    threshold,
    flagged,
    realPairs,
    planted: { n: ofPlanted.length, found: below(ofPlanted) },
    p: pOf(flagged.length),
    fewest: 1 + range(x.n).filter((k) => pOf(k + 1) >= level).length,
    heldOut: held.n,
    heldOutPatients,
    heldOutRho: ofHeldOut,
  };
}

type Unit = ReturnType<typeof unitVectors>;

/** Copies planted to see what would be seen: eight of each kind. */
const mostPlanted = 40;

/** Whether so many images lie below the threshold that the generator copies. */
export function isCopying({ p }: Pick<AlignedCopies, "p">): boolean {
  return p < level;
}

/** @param isOwn whether row i is of the real image i, which is then no neighbour of itself */
function closeness({ rows, columns, values }: Matrix, groups: readonly string[], isOwn = false): Closeness {
  const found = range(rows).map((i) => {
    const line = values.subarray(i * columns, (i + 1) * columns);
    let nearest = -1;
    for (let j = 0; j < columns; j++)
      if (!(isOwn && j === i) && (nearest < 0 || line[j]! < line[nearest]!)) nearest = j;
    let second = Infinity;
    for (let j = 0; j < columns; j++)
      if (!(isOwn && j === i) && groups[j] !== groups[nearest]) second = Math.min(second, line[j]!);
    const distance = line[nearest]!;
    const hasSecond = second > 0 && second < Infinity; // not where two groups hold the same image, or there is one other group
    return { nearest, distance, rho: hasSecond ? distance / second : 1 };
  });
  return {
    rho: found.map(({ rho }) => rho),
    nearest: found.map(({ nearest }) => nearest),
    distance: found.map(({ distance }) => distance),
  };
}

function rowsOf({ columns, values, rows }: Matrix, from: number, n: number): Matrix {
  const to = Math.min(rows, from + n);
  return { rows: to - from, columns, values: values.subarray(from * columns, to * columns) };
}
