import { expect, it } from "vitest";
import { metricRows } from "../../lib/quality/metric-rows";
import { sampleMetrics, type SampleMetric } from "../../lib/quality/metrics";
import { quality } from "./measured-heads";

const rows: readonly SampleMetric[] = sampleMetrics;

it("metricRows(): a row for each set, a column for each metric, - where a set has none", () => {
  const table = metricRows(quality);
  expect(table.map(({ images: name, n }) => [name, n])).toEqual([
    ["synthetic", 60],
    ["real (best case)", 40],
    ["untrained (worst case)", 41],
  ]);
  for (const row of table)
    expect(Object.keys(row)).toEqual(expect.arrayContaining(rows.map((m) => m.header ?? m.title)));
  expect(table[0]!["recall"]).toEqual({ ...quality.synthetic.recall, decimals: 2 });
  expect(table[0]!["KID"]).toMatchObject({ low: quality.synthetic.kid?.low, decimals: 4 });
  expect(table[1]!["authentic, %"]).toBeUndefined();
});
