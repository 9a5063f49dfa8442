import { judgeQuality } from "./judge-quality";
import type { Measured, SampleQuality } from "./measure-samples";
import { sampleMetrics, type SampleMetric, type SampleRecord } from "./metrics";

/** The metrics of one class as metrics.json holds them, and whether all limits are met. */
export function metricRecord(quality: SampleQuality): SampleRecord & { readonly passed: boolean } {
  const parts = sampleMetrics.map((metric) => recordOf(metric, quality));
  return { ...(Object.assign({}, ...parts) as SampleRecord), passed: judgeQuality(quality).passed };
}

function recordOf(
  { key, recorded }: SampleMetric & { readonly key: keyof Measured },
  { synthetic, realReference, untrainedReference }: SampleQuality,
): Record<string, unknown> {
  const found = synthetic[key];
  if (recorded === "value") return { [key]: found?.value };
  const [floor, untrained] = [realReference[key]?.value, untrainedReference[key]?.value];
  if (recorded === "references")
    return { [key]: found?.value, [`${key}Floor`]: floor, [`${key}Untrained`]: untrained };
  return { [key]: { trained: found?.value, low: found?.low, high: found?.high, floor, untrained } };
}

/** Words for the keys of `metricRecord`, those inside an interval's object included. */
export const metricLabels: Readonly<Record<string, string>> = {
  ...Object.assign({}, ...sampleMetrics.map(labelsOf)),
  trained: "synthetic images",
  floor: "real images (best case)",
  untrained: "untrained generator (worst case)",
  passed: "all limits are met",
};

function labelsOf({ key, title, direction }: SampleMetric): Record<string, string> {
  return {
    [key]: `${title} (${direction})`,
    [`${key}Floor`]: `${title} of real images (best case)`,
    [`${key}Untrained`]: `${title} of the untrained generator (worst case)`,
  };
}
