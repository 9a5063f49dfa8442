import { countOf } from "../core/count-of";
import type { SampleQuality } from "./measure-samples";
import type { Memorisation } from "./memorisation/judge-memorisation";
import { sampleMetrics, type Limit, type SampleMetric } from "./metrics";

/** Held-out images below which nothing is judged: the limits were calibrated at 400 against 400. */
export const fewestHeldOutImages = 100;

/** Whether a generator counts as having learned, and if not, why. */
export interface Judgement {
  /** Every limit is met, on enough held-out images. */
  readonly passed: boolean;
  /** One sentence for each limit that is not met. */
  readonly reasons: readonly string[];
  /** The verdict in words. */
  readonly sentence: string;
}

/**
 * Whether synthetic images meet every limit of `sampleMetrics`, and are no copies of training images.
 * @param memorisation where it was judged: a set that copies is refused, however good its metrics are
 */
export function judgeQuality(
  { synthetic, untrainedReference, n }: Pick<SampleQuality, "synthetic" | "untrainedReference" | "n">,
  memorisation?: Pick<Memorisation, "isCopying" | "refusals">,
): Judgement {
  const limited = sampleMetrics.filter((metric) => "limit" in metric);
  const reasons = limited.flatMap((metric) => {
    const value = synthetic[metric.key]?.value;
    if (value === undefined) return [`${capitalise(metric.title)} was not measured.`];
    const untrained = untrainedReference[metric.key]?.value ?? NaN;
    const { holds, words } = limitOf(metric.limit, untrained);
    return holds(value) ? [] : [`${capitalise(metric.title)} ${formatValue(value, metric)} is not ${words}.`];
  });
  const learned =
    reasons.length === 0
      ? `learned: ${limited.map(({ title }) => title).join(", ")} are within their limits`
      : `not learned. ${reasons.join(" ")}`;
  if (memorisation?.isCopying === true) {
    const sentence = `refused. ${memorisation.refusals.join(" ")}`;
    return { passed: false, reasons: [...reasons, ...memorisation.refusals], sentence };
  }
  const isMeasured = limited.some(({ key }) => synthetic[key] !== undefined);
  const isEnough = n.heldOut >= fewestHeldOutImages;
  return {
    passed: isEnough && reasons.length === 0,
    reasons,
    sentence: isEnough
      ? learned
      : `cannot tell from ${countOf(n.heldOut, "held-out image")}; ${isMeasured ? "the intervals show how little they say" : "the measures need more of them"}`,
  };
}

function limitOf(limit: Limit, untrained: number): { holds: (value: number) => boolean; words: string } {
  if ("above" in limit) return { holds: (value) => value > limit.above, words: `above ${limit.above}` };
  if ("below" in limit) return { holds: (value) => value < limit.below, words: `below ${limit.below}` };
  const most = limit.atMostOfUntrained * untrained;
  const words = `at most ${most.toPrecision(3)}, ${limit.atMostOfUntrained} of the untrained generator's`;
  return { holds: (value) => value <= most, words };
}

/** Metrics without bounds may be small: three significant digits. */
function formatValue(value: number, { range }: SampleMetric): string {
  return Number.isFinite(range[1]) ? value.toFixed(3) : value.toPrecision(3);
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
