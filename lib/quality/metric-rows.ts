import type { Measured, SampleQuality } from "./measure-samples";
import { explainUnmeasured, sampleMetrics, type Measurement, type SampleMetric } from "./metrics";

/**
 * A cell of a table: a number, a number with its interval, how many images the metric needs where there are fewer, or
 * undefined where it is of no meaning for the set.
 */
export type MetricCell =
  | number
  | string
  | undefined
  | { readonly value: number; readonly low: number; readonly high: number; readonly decimals: number };

/** One row of a table of sample quality: which images, how many, and every metric by its header. */
export interface MetricRow {
  readonly images: string;
  readonly n: number;
  readonly [header: string]: MetricCell;
}

/** Every metric of synthetic images and, below them, of real images and of the untrained generator, as rows of a table. */
export function metricRows({ synthetic, realReference, untrainedReference, n }: SampleQuality): MetricRow[] {
  return [
    {
      images: "synthetic",
      n: n.synthetic,
      ...cellsOf(synthetic, { set: n.synthetic, heldOut: n.heldOut }, true),
    },
    {
      images: "real (best case)",
      n: n.realReference,
      ...cellsOf(realReference, { set: n.realReference, heldOut: n.heldOut }),
    },
    {
      images: "untrained (worst case)",
      n: n.untrainedReference,
      ...cellsOf(untrainedReference, { set: n.untrainedReference, heldOut: n.heldOut }),
    },
  ];
}

/** @param isTrained whether every metric has a meaning for the set: reference sets have no training images */
function cellsOf(
  measured: Measured,
  n: { readonly set: number; readonly heldOut: number },
  isTrained = false,
): Record<string, MetricCell> {
  const cells = sampleMetrics.flatMap((metric: SampleMetric & { key: keyof Measured }) => {
    const found = measured[metric.key];
    const header = metric.header ?? metric.title;
    const p: [string, MetricCell][] = found?.p === undefined ? [] : [[`${header}: p`, found.p]];
    const isFew = Math.min(n.set, n.heldOut) < metric.needs.images;
    const why = found === undefined && (isTrained || isFew) ? explainUnmeasured(metric, n) : undefined;
    return [[header, why ?? cellOf(found, metric)] as const, ...p];
  });
  return Object.fromEntries(cells);
}

function cellOf(found: Measurement | undefined, { decimals }: SampleMetric): MetricCell {
  if (found?.low === undefined || found.high === undefined) return found?.value;
  return { value: found.value, low: found.low, high: found.high, decimals };
}
