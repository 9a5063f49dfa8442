import { groupBy, mean, quantile, range, variance } from "../../core/arrays";
import { stream, type Random } from "../../core/random";
import { sigmoid } from "../../core/sigmoid";
import { auc } from "../../statistics/auc";
import { delong } from "../../statistics/delong";
import { z95 } from "../../statistics/normal-cdf";

/** A score of each image, higher where an attacker thinks that the generator saw it, and the patient of each image. */
export interface Scored {
  readonly scores: readonly number[];
  readonly groups: readonly string[];
}

/** How often a member's score is above another image's. */
export interface MemberAuc {
  /** The probability: 0.5 is a coin. */
  readonly auc: number;
  /** Its 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly members: number;
  readonly others: number;
}

/** How well a score tells images that a generator saw (members) from images that it did not see. */
export interface Membership extends MemberAuc {
  /** Middle 95 % of the AUC when members and others are mixed at random: how far chance alone goes here. */
  readonly permuted: readonly [low: number, high: number];
}

/** Patients of either side below which resampled patients vary too little to say anything: of one, not at all. */
const fewestPatients = 5;
const bootstrapDraws = 500;
const permutations = 200;

/**
 * How well a score tells members from others. Both must come of one random division by patient, preprocessed alike.
 *
 * @param members at least two images, those the generator was trained on
 * @param others at least two images that it never saw
 * @returns as `memberAuc`
 */
export function membership(
  members: Scored,
  others: Scored,
  { seed = 0 }: { readonly seed?: number } = {},
): Membership | undefined {
  const found = memberAuc(members, others, { seed });
  return (
    found && {
      ...found,
      permuted: permutedArea(members, others, stream(seed, "quality", "membership", "permutation")),
    }
  );
}

/**
 * How often a member's score is above another image's, also where scores of several generators are pooled: a patient whose
 * images were members of one and others of another is then drawn with all of them, as an image that is easy is so on
 * both sides.
 *
 * @param members at least two scores
 * @param others at least two scores
 * @returns the interval is DeLong's on the logit scale where each image has a patient of its own, else from resampled
 *   patients, members and others apart as far as their patients differ; at an AUC of 0 or 1, and where nothing varies as all
 *   scores are equal, Newcombe's. Undefined for fewer
 *   than two of either, or where patients have several images, for fewer than five patients of either
 * Source: Hayes et al. 2019 (LOGAN) for the discriminator's logit, Hilprecht et al. 2019 for distances.
 */
export function memberAuc(
  members: Scored,
  others: Scored,
  { seed = 0 }: { readonly seed?: number } = {},
): MemberAuc | undefined {
  const [m, n] = [members.scores.length, others.scores.length];
  if (Math.min(m, n) < 2) return undefined;
  if (!isAlone(members, others) && Math.min(patientsOf(members), patientsOf(others)) < fewestPatients)
    return undefined;
  const auc = areaOf(members.scores, others.scores);
  const [low, high] = intervalOf(members, others, auc, stream(seed, "quality", "membership", "bootstrap"));
  return { auc, low, high, members: m, others: n };
}

/**
 * The largest AUC of one training fold's members against another's, for the score of one generator that saw both: what the
 * difference between folds alone does.
 *
 * @param folds the fold of each member
 * @returns 0.5 .. 1, whichever fold is higher; undefined for fewer than two folds
 */
export function memberControl(
  scores: readonly number[],
  folds: readonly (string | number)[],
): number | undefined {
  const byFold = [...groupBy(range(scores.length), (i) => folds[i]).values()].map((of) =>
    of.map((i) => scores[i]!),
  );
  const areas = byFold.flatMap((a, i) => byFold.slice(i + 1).map((b) => areaOf(a, b)));
  return areas.length === 0 ? undefined : Math.max(...areas.map((area) => Math.max(area, 1 - area)));
}

const patientsOf = ({ groups }: Scored): number => new Set(groups).size;

/** Whether each score is of a patient of its own. */
const isAlone = ({ groups: a }: Scored, { groups: b }: Scored): boolean =>
  new Set([...a, ...b]).size === a.length + b.length;

function areaOf(members: readonly number[], others: readonly number[]): number {
  const sorted = Float64Array.from(others).sort();
  const countBelow = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return mean(members, (s) => (countBelow(s, false) + countBelow(s, true)) / 2) / others.length;
}

function intervalOf(
  members: Scored,
  others: Scored,
  value: number,
  random: Random,
): readonly [number, number] {
  const labels = [...members.scores.map(() => 1), ...others.scores.map(() => 0)];
  const scores = [...members.scores, ...others.scores];
  const { low, high } = auc(scores, labels);
  if (value === 0 || value === 1 || new Set(scores).size === 1) return [low, high];
  if (isAlone(members, others)) return delong(labels, scores, scores)?.intervals[0] ?? [low, high];
  const strata = strataOf(members, others);
  const drawn = range(bootstrapDraws).map(() => resampledArea(strata, random));
  const clamped = drawn.map((area) => Math.min(1 - 1e-3, Math.max(1e-3, area)));
  const logits = clamped.map((area) => Math.log(area / (1 - area)));
  const sd = Math.sqrt(variance(logits, "n"));
  const at = Math.log(value / (1 - value));
  return [sigmoid(at - z95 * sd), sigmoid(at + z95 * sd)];
}

/** The scores of one patient. */
type OfPatient = Readonly<Record<"members" | "others", readonly number[]>>;

/** Patients with members alone, with others alone, and with both: each kind keeps its number when patients are drawn. */
function strataOf(members: Scored, others: Scored): OfPatient[][] {
  const byPatient = ({ scores, groups }: Scored): Map<string, number[]> =>
    new Map(
      [...groupBy(range(scores.length), (i) => groups[i]!)].map(([name, of]) => [
        name,
        of.map((i) => scores[i]!),
      ]),
    );
  const [ofMembers, ofOthers] = [byPatient(members), byPatient(others)];
  const patients = [...new Set([...ofMembers.keys(), ...ofOthers.keys()])].map((name): OfPatient => ({
    members: ofMembers.get(name) ?? [],
    others: ofOthers.get(name) ?? [],
  }));
  return [
    patients.filter((p) => p.others.length === 0),
    patients.filter((p) => p.members.length === 0),
    patients.filter((p) => p.members.length > 0 && p.others.length > 0),
  ];
}

/** The area for as many patients of each stratum, drawn with replacement. */
function resampledArea(strata: readonly OfPatient[][], random: Random): number {
  const drawn = strata.flatMap((of) => of.map(() => of[random.integer(of.length)]!));
  return areaOf(
    drawn.flatMap((p) => p.members),
    drawn.flatMap((p) => p.others),
  );
}

/** Whole patients change sides. */
function permutedArea(members: Scored, others: Scored, random: Random): readonly [number, number] {
  const patients = [members, others].flatMap(({ scores, groups }) =>
    [...groupBy(range(scores.length), (i) => groups[i]).values()].map((of) => of.map((i) => scores[i]!)),
  );
  const count = patientsOf(members);
  const areas = range(permutations).map(() => {
    const mixed = random.shuffle(patients);
    return areaOf(mixed.slice(0, count).flat(), mixed.slice(count).flat());
  });
  return [quantile(areas, 0.025), quantile(areas, 0.975)];
}
