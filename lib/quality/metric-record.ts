import { judgeQuality } from "./judge-quality";
import type { Measured, SampleQuality } from "./measure-samples";
import type { Memorisation } from "./memorisation/judge-memorisation";
import { explainUnmeasured, sampleMetrics, type SampleMetric, type SampleRecord } from "./metrics";

/**
 * The metrics of one class as metrics.json holds them, and whether all limits are met.
 * @param memorisation a set that copies has not passed, see `judgeQuality`
 */
export function metricRecord(
  quality: SampleQuality,
  memorisation?: Pick<Memorisation, "isCopying" | "refusals">,
): SampleRecord & { readonly passed: boolean } {
  const parts = sampleMetrics.map((metric) => recordOf(metric, quality));
  const { synthetic, n } = quality;
  const notMeasured = sampleMetrics
    .filter(({ key }) => synthetic[key] === undefined)
    .map((metric) => [metric.key, explainUnmeasured(metric, { set: n.synthetic, heldOut: n.heldOut })]);
  return {
    ...(Object.assign({}, ...parts) as SampleRecord),
    ...(notMeasured.length > 0 && { notMeasured: Object.fromEntries(notMeasured) as Record<string, string> }),
    passed: judgeQuality(quality, memorisation).passed,
  };
}

function recordOf(
  { key, recorded }: SampleMetric & { readonly key: keyof Measured },
  { synthetic, realReference, untrainedReference }: SampleQuality,
): Record<string, unknown> {
  const found = synthetic[key];
  const value = found?.value ?? null;
  if (recorded === "value") return { [key]: value };
  if (recorded === "bounds")
    return { [key]: value, [`${key}Low`]: found?.low ?? null, [`${key}High`]: found?.high ?? null };
  const [floor, untrained] = [realReference[key]?.value ?? null, untrainedReference[key]?.value ?? null];
  if (recorded === "references")
    return { [key]: value, [`${key}Floor`]: floor, [`${key}Untrained`]: untrained };
  return {
    [key]: { trained: value, low: found?.low ?? null, high: found?.high ?? null, floor, untrained },
  };
}

/** Words for the keys of `metricRecord`, those inside an interval's object included. */
export const metricLabels: Readonly<Record<string, string>> = {
  ...Object.assign({}, ...sampleMetrics.map(labelsOf)),
  trained: "synthetic images",
  floor: "real images (best case)",
  untrained: "untrained generator (worst case)",
  passed: "all limits are met, and the set copies no training images",
};

function labelsOf({ key, title, direction }: SampleMetric): Record<string, string> {
  return {
    [key]: `${title} (${direction})`,
    [`${key}Low`]: `${title}, lower end of its 95 % interval`,
    [`${key}High`]: `${title}, upper end of its 95 % interval`,
    [`${key}Floor`]: `${title} of real images (best case)`,
    [`${key}Untrained`]: `${title} of the untrained generator (worst case)`,
  };
}
