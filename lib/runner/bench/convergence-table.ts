import { mean, variance } from "../../core";
import { correctedT } from "../../statistics";
import type { ConvergenceRun } from "./collect-runs";

/** A metric over the seeds. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation over the seeds. */
  readonly sd: number;
}

const metrics = ["KID", "coverage", "recall"] as const;
type Metric = (typeof metrics)[number];

/** One way of computing beside the reference. */
export interface WayVerdict {
  readonly name: string;
  readonly spread: Readonly<Record<Metric, Spread>>;
  /** Mean difference from the reference with its 95 % interval, seed by seed; absent for the reference itself. */
  readonly difference?: Readonly<
    Record<Metric, { readonly mean: number; readonly low: number; readonly high: number }>
  >;
  /** KID and coverage: each one's mean lies within one standard deviation of the other's. */
  readonly isInside: boolean;
}

/**
 * Whether each way of computing ends where the reference ends.
 * Source: the form is that of MLPerf's reference convergence points, whose seeds of the plain way set the spread.
 * Deviation: each mean lies inside the other's spread, so that neither a wide reference nor a wide way passes for it.
 *
 * @param runs of each way, in the same order of seeds; the first way is the reference
 */
export function judgeConvergence(
  runs: ReadonlyMap<string, readonly ConvergenceRun[]>,
): readonly WayVerdict[] {
  const [first] = runs.values();
  const reference = first ?? [];
  const expected = byMetric((metric) => spreadOf(reference, metric));
  return [...runs].map(([name, own]) => {
    const spread = byMetric((metric) => spreadOf(own, metric));
    const isInside = (["KID", "coverage"] as const).every((metric) => {
      const apart = Math.abs(spread[metric].mean - expected[metric].mean);
      return apart <= Math.min(spread[metric].sd, expected[metric].sd);
    });
    if (own === reference) return { name, spread, isInside };
    const difference = byMetric((metric) =>
      // seeds are independent of each other: no overlap of training sets to correct for
      correctedT(
        own.map((run, i) => run[metric] - (reference[i] as ConvergenceRun)[metric]),
        { train: 1, test: 0 },
      ),
    );
    return { name, spread, difference, isInside };
  });
}

function byMetric<T>(of: (metric: Metric) => T): Record<Metric, T> {
  return Object.fromEntries(metrics.map((metric) => [metric, of(metric)])) as Record<Metric, T>;
}

function spreadOf(runs: readonly ConvergenceRun[], metric: Metric): Spread {
  const values = runs.map((run) => run[metric]);
  return { mean: mean(values), sd: Math.sqrt(variance(values, "n - 1")) };
}

/** The verdicts as a Markdown table: mean ± standard deviation, and the difference with its 95 % interval. */
export function convergenceTable(verdicts: readonly WayVerdict[]): string {
  const digits: Readonly<Record<Metric, number>> = { KID: 4, coverage: 3, recall: 3 };
  const heads = ["way", ...metrics, "KID - reference's (95 %)", "coverage - reference's (95 %)", "inside"];
  const rows = verdicts.map(({ name, spread, difference, isInside }, i) => {
    const format = (metric: Metric, value: number): string => value.toFixed(digits[metric]);
    const spreads = metrics.map((m) => `${format(m, spread[m].mean)} ± ${format(m, spread[m].sd)}`);
    const apart = (["KID", "coverage"] as const).map((m) => {
      const d = difference?.[m];
      return d ? `${format(m, d.mean)} (${format(m, d.low)} to ${format(m, d.high)})` : "";
    });
    return [name, ...spreads, ...apart, i === 0 ? "reference" : isInside ? "yes" : "no"];
  });
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
