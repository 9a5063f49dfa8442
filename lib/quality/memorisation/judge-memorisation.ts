import { countOf } from "../../core/count-of";
import { indicesWhere, range } from "../../core/arrays";
import type { Multiply } from "../../ml/distances";
import { nearestNeighbours } from "../../ml/nearest-neighbours";
import { rowsAt } from "../../ml/vectors";
import { firstImages, pixelVectors, type Images, type PatientImages } from "../images";
import { alignedCopies, fewestHeldOutPatients, isCopying, type AlignedCopies } from "./aligned-copies";
import { alignedDistances, unitVectors } from "./aligned-distances";
import { attackNames, judgeAttack, refuseAttack, type AttackName, type AttackOutcome } from "./judge-attack";
import { refuseOtherImages } from "../refuse-other-images";
import type { Finding, JudgedTest } from "./finding";
import { leaning, type Leaning } from "./leaning";
import { membership } from "./membership";

/** Synthetic images of one class, and the real ones they are compared with. */
export interface MemorisationImages {
  readonly synthetic: Images;
  readonly train: PatientImages & { readonly ids: readonly string[] };
  /** Of the same random division by patient as `train`. */
  readonly heldOut: PatientImages;
}

/** A score of training images and of held-out ones, for instance a discriminator's logit. */
export interface MemberScores {
  readonly train: readonly number[];
  readonly heldOut: readonly number[];
}

/** A sample that lies below the threshold of copies, and the id of the training image it lies near. */
export interface CopiedPair {
  readonly sample: number;
  readonly training: string;
  /** See `Closeness`. */
  readonly rho: number;
}

/** A sample between the training image and the held-out image nearest to it. */
export interface ClosestSample extends Pick<CopiedPair, "sample" | "rho"> {
  /** Indices of the nearest training and held-out image, and aligned distances to them. */
  readonly training: number;
  readonly trainingDistance: number;
  readonly heldOut: number;
  readonly heldOutDistance: number;
}

/** Whether a generator repeats or betrays its training images. */
export interface Memorisation {
  readonly finding: Finding;
  /** The verdict in words: what was found, or what would have been seen. */
  readonly sentence: string;
  /** Whether the set itself repeats training images. */
  readonly isCopying: boolean;
  /** Reasons against handing the images out, one sentence each; none where there are none. */
  readonly refusals: readonly string[];
  /** Reasons against handing the discriminator out, which the images do not hold. */
  readonly discriminatorRefusals: readonly string[];
  /** The samples below the threshold of copies, the smallest rho first. */
  readonly pairs: readonly CopiedPair[];
  /** The samples of the smallest rho, at most 16; held-out images are as many as training images, the first ones. */
  readonly closest: readonly ClosestSample[];
  readonly copies: AlignedCopies;
  readonly leaning: Leaning;
  /** The attacks by membership: by the discriminator's logit, and by the distance to the synthetic images. */
  readonly attacks: Readonly<Record<AttackName, AttackOutcome>>;
}

/** Share of the planted copies that must be found before "no copies" means anything. */
const enoughFound = 0.9;
/**
 * Whether synthetic images copy training images, also moved ones, lean to them, or let an attacker tell who was among them.
 *
 * @param images of one class
 * @param options discriminator: its logits, for the white-box attack; control: the largest AUC between two training folds
 *   (`memberControl`), where a study gives one; seed: of planted copies, bootstrap and permutations
 * @throws RangeError for other sizes, other classes or splits (where the sets say them), or an empty set
 * Source: the attacks are those of Hayes et al. 2019 (LOGAN: the discriminator's logit) and Chen et al. 2020 (the distance to
 *   the nearest synthetic image); the three answers are our own rule. Deviation: one division has no training folds to compare with
 *   each other, and the sentence says so; distances are to the measured samples, no more are made, and of pixels alone. The
 *   discriminator's attack is a reason against handing out the discriminator, not the images: it cannot be made with images alone.
 */
export function judgeMemorisation(
  { synthetic, train, heldOut }: MemorisationImages,
  {
    discriminator,
    control,
    seed = 0,
    multiply,
  }: {
    readonly discriminator?: MemberScores | undefined;
    readonly control?: number | undefined;
    readonly seed?: number;
    readonly multiply?: Multiply | undefined;
  } = {},
): Memorisation {
  refuseOtherImages("judge memorisation", {
    "synthetic images": synthetic,
    "training images": train,
    "held-out images": heldOut,
  });
  const copies = alignedCopies(synthetic, { train, heldOut }, { seed, multiply });
  const [x, members, held] = [synthetic, train, heldOut].map(pixelVectors) as [Pixels, Pixels, Pixels];
  const groups = { train: train.groups, heldOut: heldOut.groups };
  const lean = leaning({ synthetic: x, train: members, heldOut: held }, { groups, seed, multiply });
  const fresh = indicesWhere(copies.heldOutRho, (rho) => rho >= copies.threshold); // duplicates of members leave
  const attack = ({ train: of, heldOut: others }: MemberScores): AttackOutcome =>
    membership(
      { scores: of, groups: train.groups },
      { scores: fresh.map((i) => others[i]!), groups: fresh.map((i) => heldOut.groups[i]!) },
      { seed },
    ) ?? "too few";
  const distances = (of: Pixels): number[] => nearestNeighbours(of, x).distance.map((d) => -d);
  const attacks: Memorisation["attacks"] = {
    discriminator: discriminator === undefined ? "not tried" : attack(discriminator),
    distance: attack({ train: distances(members), heldOut: distances(held) }),
  };
  const tests = [
    judgeCopies(copies, x.n),
    judgeLeaning(lean),
    ...attackNames.flatMap((by) => judgeAttack(by, attacks[by], control)),
  ];
  const pairs = copies.flagged.map((sample) => ({
    sample,
    training: train.ids[copies.nearest[sample]!]!,
    rho: copies.rho[sample]!,
  }));
  return {
    ...verdictOf(tests),
    isCopying: isCopying(copies),
    refusals: [
      ...(isCopying(copies)
        ? [
            `${pairs.length} of ${x.n} samples ${pairs.length === 1 ? "copies a training image" : "copy training images"}: ${describePairs(pairs)}.`,
          ]
        : []),
      ...refuseAttack("distance", attacks.distance, control),
    ],
    discriminatorRefusals: refuseAttack("discriminator", attacks.discriminator, control),
    pairs,
    closest: closestSamples(copies, synthetic, firstImages(heldOut, members.n), multiply),
    copies,
    leaning: lean,
    attacks,
  };
}

const shownSamples = 16;

function closestSamples(
  { rho, nearest, distance }: AlignedCopies,
  synthetic: Images,
  heldOut: Images,
  multiply: Multiply | undefined,
): ClosestSample[] {
  const samples = range(rho.length)
    .sort((a, b) => rho[a]! - rho[b]!)
    .slice(0, shownSamples);
  const { values, columns } = alignedDistances(rowsAt(unitVectors(synthetic), samples), heldOut, multiply);
  return samples.map((sample, i) => {
    const line = values.subarray(i * columns, (i + 1) * columns);
    const heldOutDistance = line.reduce((a, b) => Math.min(a, b), Infinity);
    return {
      sample,
      rho: rho[sample]!,
      training: nearest[sample]!,
      trainingDistance: distance[sample]!,
      heldOut: line.indexOf(heldOutDistance),
      heldOutDistance,
    };
  });
}

type Pixels = ReturnType<typeof pixelVectors>;

function verdictOf(tests: readonly JudgedTest[]): { finding: Finding; sentence: string } {
  const of = (finding: Finding): string[] =>
    tests.flatMap((test) => (test.finding === finding ? [test.words] : []));
  const [signs, unclear] = [of("shows signs"), of("cannot tell")];
  if (signs.length > 0) return { finding: "shows signs", sentence: `shows signs: ${signs.join("; ")}` };
  if (unclear.length > 0) return { finding: "cannot tell", sentence: `cannot tell: ${unclear.join("; ")}` };
  return { finding: "no sign found", sentence: `no sign found, and ${of("no sign found").join("; ")}` };
}

function judgeCopies(copies: AlignedCopies, n: number): JudgedTest {
  const { flagged, fewest, planted, heldOut, heldOutPatients: patients } = copies;
  const found = `${planted.found} of ${planted.n} planted copies were found`;
  if (isCopying(copies))
    return {
      finding: "shows signs",
      words: `${flagged.length} of ${n} samples ${flagged.length === 1 ? "is a copy of a training image" : "are copies of training images"}`,
    };
  const of =
    patients === heldOut ? "" : ` of ${patients === 1 ? "one patient" : countOf(patients, "patient")}`;
  const set = heldOut === 1 ? "one held-out image sets" : `${heldOut} held-out images${of} set`;
  const some = flagged.length === 0 ? "" : ` (${flagged.length} of ${n} samples may be some)`;
  if (patients < fewestHeldOutPatients)
    return { finding: "cannot tell", words: `${set} no limit for copies${some}` };
  if (planted.found < enoughFound * planted.n || fewest > n)
    return { finding: "cannot tell", words: `${found}, so copies would not be seen` };
  const there = flagged.length === 0 ? "" : `, ${flagged.length} there are, as chance may give`;
  return {
    finding: "no sign found",
    words: `${countOf(fewest, "copy", "copies")} among ${n} would have been seen (${found})${there}`,
  };
}

/** Below which p the samples lean to training images. */
const leaningLevel = 0.025;

function judgeLeaning({ share, low, high, p, leastP, each }: Leaning): JudgedTest {
  const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
  const found = `${percent(share)} of the samples lie nearer to one of ${each} training images than to any of ${each} held-out ones`;
  const chance = `random divisions give ${percent(low)} to ${percent(high)}`;
  if (p < leaningLevel) return { finding: "shows signs", words: `${found} (${chance})` };
  return high > 0.75 || leastP >= leaningLevel
    ? { finding: "cannot tell", words: `${found}, but ${chance}` }
    : {
        finding: "no sign found",
        words: `more than ${percent(high)} nearer to training images would have been seen (${percent(share)})`,
      };
}

/** The first five. */
function describePairs(pairs: readonly CopiedPair[]): string {
  const named = pairs
    .slice(0, 5)
    .map(({ sample, training, rho }) => `sample ${sample} and ${training} (rho ${rho.toFixed(2)})`);
  return [...named, ...(pairs.length > 5 ? [`${pairs.length - 5} more`] : [])].join(", ");
}
