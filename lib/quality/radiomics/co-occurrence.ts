import { directions, epsilon, meanOverDirections, type GreyLevels } from "./grey-levels";

/** Names of the grey-level co-occurrence features, in pyradiomics' order of the table (without MCC and SumAverage). */
export const coOccurrenceNames = [
  "Autocorrelation",
  "JointAverage",
  "ClusterProminence",
  "ClusterShade",
  "ClusterTendency",
  "Contrast",
  "Correlation",
  "DifferenceAverage",
  "DifferenceEntropy",
  "DifferenceVariance",
  "JointEnergy",
  "JointEntropy",
  "Imc1",
  "Imc2",
  "Idm",
  "Idmn",
  "Id",
  "Idn",
  "InverseVariance",
  "MaximumProbability",
  "SumEntropy",
  "SumSquares",
] as const;

/** Which grey levels lie side by side. */
export type CoOccurrence = Readonly<Record<(typeof coOccurrenceNames)[number], number>>;

/**
 * Grey-level co-occurrence features (GLCM) of neighbours at distance 1: of each of four directions, then their mean.
 *
 * @param image with at least one pair of neighbours inside the mask
 * @returns a flat image has correlation 1
 * Source: pyradiomics 3.0.1, glcm: symmetric matrices, each direction normalised alone. Deviation: where rounding makes
 *   Imc2's radicand negative pyradiomics leaves the direction out, here it is 0.
 */
export function coOccurrence(image: GreyLevels): CoOccurrence {
  const found = directions
    .map((direction) => coOccurrenceMatrix(image, direction))
    .filter((p) => p.some((v) => v > 0))
    .map((p) => featuresOf(p, image.highest));
  return meanOverDirections(found, coOccurrenceNames);
}

/**
 * Shares of the pairs of neighbours in one direction by their levels, both ways.
 * @returns highest x highest, row after row; level 1 is row 0
 */
export function coOccurrenceMatrix(
  { side, levels, highest }: GreyLevels,
  [down, right]: readonly [number, number],
): Float64Array {
  const p = new Float64Array(highest * highest);
  let pairs = 0;
  for (let y = 0; y + down < side; y++)
    for (let x = Math.max(0, -right); x < Math.min(side, side - right); x++) {
      const [i, j] = [levels[y * side + x]!, levels[(y + down) * side + x + right]!];
      if (i === 0 || j === 0) continue;
      p[(i - 1) * highest + j - 1]! += 1;
      p[(j - 1) * highest + i - 1]! += 1;
      pairs += 2;
    }
  return pairs === 0 ? p : p.map((count) => count / pairs);
}

const entropy = (shares: Float64Array): number =>
  -shares.reduce((total, v) => (v === 0 ? total : total + v * Math.log2(v + epsilon)), 0);

/** Levels i and j of a pair, and the share of such pairs. */
type Visit = (i: number, j: number, p: number) => void;

function featuresOf(matrix: Float64Array, highest: number): CoOccurrence {
  const each = (visit: Visit): void =>
    matrix.forEach((p, k) => p > 0 && visit(Math.floor(k / highest) + 1, (k % highest) + 1, p));
  const marginal = new Float64Array(highest);
  const sums = new Float64Array(2 * highest + 1);
  const differences = new Float64Array(highest);
  each((i, j, p) => {
    marginal[i - 1]! += p;
    sums[i + j]! += p;
    differences[Math.abs(i - j)]! += p;
  });
  const average = marginal.reduce((total, p, i) => total + (i + 1) * p, 0);
  const variance = marginal.reduce((total, p, i) => total + (i + 1 - average) ** 2 * p, 0);
  const ofSums = (power: number): number =>
    sums.reduce((total, p, k) => total + (k - 2 * average) ** power * p, 0);
  const ofDifferences = (of: (k: number) => number): number =>
    differences.reduce((total, p, k) => (p === 0 ? total : total + of(k) * p), 0);
  let [autocorrelation, covariance] = [0, 0];
  each((i, j, p) => {
    autocorrelation += i * j * p;
    covariance += (i - average) * (j - average) * p;
  });
  const differenceAverage = ofDifferences((k) => k);
  return {
    Autocorrelation: autocorrelation,
    JointAverage: average,
    ClusterProminence: ofSums(4),
    ClusterShade: ofSums(3),
    ClusterTendency: ofSums(2),
    Contrast: ofDifferences((k) => k * k),
    Correlation: variance === 0 ? 1 : covariance / (variance + epsilon),
    DifferenceAverage: differenceAverage,
    DifferenceEntropy: entropy(differences),
    DifferenceVariance: ofDifferences((k) => (k - differenceAverage) ** 2),
    JointEnergy: matrix.reduce((total, p) => total + p * p, 0),
    ...information(each, marginal, entropy(matrix)),
    Idm: ofDifferences((k) => 1 / (1 + k * k)),
    Idmn: ofDifferences((k) => 1 / (1 + (k * k) / highest ** 2)),
    Id: ofDifferences((k) => 1 / (1 + k)),
    Idn: ofDifferences((k) => 1 / (1 + k / highest)),
    InverseVariance: ofDifferences((k) => (k === 0 ? 0 : 1 / (k * k))),
    MaximumProbability: matrix.reduce((most, p) => Math.max(most, p), 0),
    SumEntropy: entropy(sums),
    SumSquares: variance,
  };
}

/** The entropy of the pairs, and two measures of how much one level of a pair tells of the other. */
function information(
  each: (visit: Visit) => void,
  marginal: Float64Array,
  joint: number,
): Pick<CoOccurrence, "JointEntropy" | "Imc1" | "Imc2"> {
  let crossed = 0;
  each((i, j, p) => (crossed -= p * Math.log2(marginal[i - 1]! * marginal[j - 1]! + epsilon)));
  const present = marginal.filter((p) => p > 0);
  let independent = 0;
  for (let i = 0; i < present.length; i++)
    for (let j = 0; j <= i; j++) {
      const p = present[i]! * present[j]!;
      independent -= (i === j ? 1 : 2) * p * Math.log2(p + epsilon);
    }
  const own = entropy(marginal);
  return {
    JointEntropy: joint,
    Imc1: own === 0 ? 0 : (joint - crossed) / own,
    Imc2: Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (independent - joint)))),
  };
}
