import { mean, quantile } from "../../core/arrays";
import { epsilon } from "./grey-levels";

/** Names of the first-order features, in pyradiomics' order of the table. */
export const firstOrderNames = [
  "10Percentile",
  "90Percentile",
  "Energy",
  "Entropy",
  "InterquartileRange",
  "Kurtosis",
  "Maximum",
  "MeanAbsoluteDeviation",
  "Mean",
  "Median",
  "Minimum",
  "Range",
  "RobustMeanAbsoluteDeviation",
  "RootMeanSquared",
  "Skewness",
  "TotalEnergy",
  "Uniformity",
  "Variance",
] as const;

/** The distribution of an image's grey values, without regard to where they are. */
export type FirstOrder = Readonly<Record<(typeof firstOrderNames)[number], number>>;

/**
 * First-order features of grey values.
 *
 * @param values of the pixels that count, at least one
 * @param levels their bins: only entropy and uniformity look at them
 * @param shift added to the values for energy and root mean square
 * @returns kurtosis is m4 / m2^2, 3 for a normal distribution; a flat image has kurtosis and skewness 0. TotalEnergy is
 *   energy: a pixel's area is 1
 * Source: pyradiomics 3.0.1, firstorder; Deviation of that from IBSI: kurtosis is not in excess of 3.
 */
export function firstOrder(values: Float64Array, levels: Int32Array, shift = 0): FirstOrder {
  const sorted = Float64Array.from(values).sort();
  const [p10, p25, p50, p75, p90] = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => quantile(sorted, p)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const centre = mean(values);
  const moment = (power: number): number => mean(values.map((v) => (v - centre) ** power));
  const variance = moment(2);
  const energy = values.reduce((total, v) => total + (v + shift) ** 2, 0);
  const shares = sharesOf(levels);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  return {
    "10Percentile": p10,
    "90Percentile": p90,
    Energy: energy,
    Entropy: -shares.reduce((total, p) => total + p * Math.log2(p + epsilon), 0),
    InterquartileRange: p75 - p25,
    Kurtosis: variance === 0 ? 0 : moment(4) / variance ** 2,
    Maximum: most,
    MeanAbsoluteDeviation: meanDeviation(values),
    Mean: centre,
    Median: p50,
    Minimum: least,
    Range: most - least,
    RobustMeanAbsoluteDeviation: meanDeviation(values.filter((v) => v >= p10 && v <= p90)),
    RootMeanSquared: Math.sqrt(energy / values.length),
    Skewness: variance === 0 ? 0 : moment(3) / variance ** 1.5,
    TotalEnergy: energy,
    Uniformity: shares.reduce((total, p) => total + p * p, 0),
    Variance: variance,
  };
}

function meanDeviation(values: Float64Array): number {
  const centre = mean(values);
  return mean(values.map((v) => Math.abs(v - centre)));
}

function sharesOf(levels: Int32Array): number[] {
  const counts = new Map<number, number>();
  levels.forEach((level) => counts.set(level, (counts.get(level) ?? 0) + 1));
  return [...counts.values()].map((count) => count / levels.length);
}
