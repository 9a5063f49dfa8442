import type { Measured, SampleQuality } from "./measure-samples";
import { sampleMetrics, type Measurement, type SampleMetric } from "./metrics";

/** A cell of a table: a number, a number with its interval, or undefined where nothing was measured. */
export type MetricCell =
  | number
  | undefined
  | { readonly value: number; readonly low: number; readonly high: number; readonly decimals: number };

/** One row of a table of sample quality: which images, how many, and every metric by its header. */
export interface MetricRow {
  readonly images: string;
  readonly n: number;
  readonly [header: string]: string | MetricCell;
}

/** Every metric of synthetic images and, below them, of real images and of the untrained generator, as rows of a table. */
export function metricRows({ synthetic, realReference, untrainedReference, n }: SampleQuality): MetricRow[] {
  return [
    { images: "synthetic", n: n.synthetic, ...cellsOf(synthetic) },
    { images: "real (best case)", n: n.realReference, ...cellsOf(realReference) },
    { images: "untrained (worst case)", n: n.untrainedReference, ...cellsOf(untrainedReference) },
  ];
}

function cellsOf(measured: Measured): Record<string, MetricCell> {
  const cells = sampleMetrics.flatMap((metric: SampleMetric & { key: keyof Measured }) => {
    const found = measured[metric.key];
    const header = metric.header ?? metric.title;
    const p: [string, MetricCell][] = found?.p === undefined ? [] : [[`${header}: p`, found.p]];
    return [[header, cellOf(found, metric)] as const, ...p];
  });
  return Object.fromEntries(cells);
}

function cellOf(found: Measurement | undefined, { decimals }: SampleMetric): MetricCell {
  if (found?.low === undefined || found.high === undefined) return found?.value;
  return { value: found.value, low: found.low, high: found.high, decimals };
}
