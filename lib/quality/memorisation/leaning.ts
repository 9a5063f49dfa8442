import { groupBy, quantile, range, sum } from "../../core/arrays";
import { stream } from "../../core/random";
import { squaredDistances, type Multiply } from "../../ml/distances";
import { assertComparable, rowsAt, stack, type Vectors } from "../../ml/vectors";
import type { CopyingSets } from "./data-copying";

/** Whether synthetic images lie nearer to training images than to as many held-out ones. */
export interface Leaning {
  /** Share of the synthetic images whose nearest real image is a training image, 0..1: 0.5 where they lean to neither. */
  readonly share: number;
  /** Middle 95 % of the share when training and held-out images change sides at random. */
  readonly low: number;
  readonly high: number;
  /** Share of these random divisions that lean as far or farther, at least 1 / (1 + divisions). */
  readonly p: number;
  /** The least p that the furthest leaning division would have: of few images or patients it is large. */
  readonly leastP: number;
  /** Training images compared, and as many held-out ones. */
  readonly each: number;
}

const divisions = 999;

/**
 * How far synthetic images lean to the training images. AuthPct and C_T compare their distances with those of real images
 * and so call smooth images, which lie nearer to everything, copies; here each is compared with itself.
 *
 * @param train, heldOut real vectors of one random division by patient; of the larger set some are left out
 * @param options groups: the patient of each image, which changes sides as a whole; by default each image alone
 * @throws RangeError for unequal dimensions or an empty set
 * Source: a permutation test on the nearest neighbour's side, after Schilling 1986. It holds where both sides come from one
 *   random division by patient, so that they could change places.
 */
export function leaning(
  { synthetic, train, heldOut }: CopyingSets,
  {
    groups,
    seed = 0,
    multiply,
  }: {
    readonly groups?: Readonly<Record<"train" | "heldOut", readonly string[]>>;
    readonly seed?: number;
    readonly multiply?: Multiply | undefined;
  } = {},
): Leaning {
  for (const set of [synthetic, heldOut]) assertComparable("compare distances to real images", set, train, 1);
  const random = stream(seed, "quality", "leaning");
  const each = Math.min(train.n, heldOut.n);
  const some = (x: Vectors): number[] => random.shuffle(range(x.n)).slice(0, each);
  const [ofTrain, ofHeldOut] = [some(train), some(heldOut)];
  const real = stack(rowsAt(train, ofTrain), rowsAt(heldOut, ofHeldOut));
  const patient = (i: number): string | number =>
    groups === undefined ? i : i < each ? groups.train[ofTrain[i]!]! : groups.heldOut[ofHeldOut[i - each]!]!;
  const patients = [...groupBy(range(real.n), patient).values()];
  const { values } = squaredDistances(synthetic, real, multiply);
  const nearest = range(synthetic.n).map((i) => {
    const line = values.subarray(i * real.n, (i + 1) * real.n);
    return line.indexOf(line.reduce((a, b) => Math.min(a, b), Infinity));
  });
  const counts = new Float64Array(real.n);
  for (const index of nearest) counts[index]! += 1;
  const shareOf = (members: readonly number[]): number => sum(members.map((i) => counts[i]!)) / synthetic.n;
  const share = shareOf(range(each));
  const drawn = range(divisions).map(() => shareOf(random.shuffle(patients).flat().slice(0, each)));
  const pOf = (value: number): number =>
    (1 + drawn.filter((other) => other >= value - 1e-9).length) / (1 + divisions);
  const [low, high] = [quantile(drawn, 0.025), quantile(drawn, 0.975)];
  return { share, low, high, p: pOf(share), leastP: pOf(Math.max(...drawn)), each };
}
