import { expect, it } from "vitest";
import { metricLabels, metricRecord } from "../../lib/quality/metric-record";
import { sampleMetrics, type SampleMetric } from "../../lib/quality/metrics";
import { quality } from "./measured-heads";

it("metricRecord() holds finite numbers within each metric's range, and the keys that the metrics say", () => {
  const record = metricRecord(quality);
  const later = sampleMetrics
    .slice(7)
    .flatMap(({ key, recorded }: SampleMetric) =>
      recorded === "references" ? [key, `${key}Floor`, `${key}Untrained`] : [key],
    );
  expect(Object.keys(record)).toEqual([
    "kid",
    ...["recall", "coverage", "precision"].flatMap((key) => [key, `${key}Low`, `${key}High`]),
    ...["c2st", "c2stFloor", "c2stUntrained"],
    ...["nearestRatio", "authPct", ...later, "passed"],
  ]);
  expect(Object.keys(record.kid)).toEqual(["trained", "low", "high", "floor", "untrained"]);
  expect(record.kid).toMatchObject({
    trained: quality.synthetic.kid?.value,
    floor: quality.realReference.kid?.value,
    untrained: quality.untrainedReference.kid?.value,
  });
  expect([record.c2stFloor, record.c2stUntrained]).toEqual([
    quality.realReference.c2st?.value,
    quality.untrainedReference.c2st?.value,
  ]);
});

it("metricLabels say of every key that is recorded what it is", () => {
  const record = metricRecord(quality);
  const keys = [...Object.keys(record), "trained", "floor", "untrained"];
  expect(keys.filter((key) => metricLabels[key] === undefined)).toEqual([]);
  expect(metricLabels["kid"]).toBe("KID (lower is better)");
});
