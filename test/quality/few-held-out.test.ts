import { describe, expect, test } from "vitest";
import { countOf } from "../../lib/core";
import { measureSamples, type SampleImages } from "../../lib/quality/measure-samples";
import { judgeQuality } from "../../lib/quality/judge-quality";
import { metricRecord } from "../../lib/quality/metric-record";
import { metricRows } from "../../lib/quality/metric-rows";
import { sampleMetrics } from "../../lib/quality/metrics";
import { part } from "./golden";
import { noise, toyHeads } from "./toy-heads";

const train = toyHeads(7, 2);
/** What ten images of a class leave: seven to train a generator, and so many held out. */
const images = (heldOut: number): SampleImages => ({
  synthetic: toyHeads(50, 3),
  heldOut: toyHeads(heldOut, 10),
  train,
  untrainedReference: noise(50, 12),
});
const measures = ["kid", "recall", "coverage", "precision", "c2st"] as const;
/** Keys of all metrics that need more than three held-out images: these five, and what a recipe adds. */
const needing = sampleMetrics.filter(({ needs }) => needs.images > 3).map(({ key }) => key);

describe("a class of ten images, of which few are held out", () => {
  test.each([1, 2, 3])("%i held out: distances are measured, the rest says that it needs 4", (n) => {
    const quality = measureSamples(images(n), { seed: 1 });
    const record = metricRecord(quality);
    expect(record.kid).toEqual({ trained: null, low: null, high: null, floor: null, untrained: null });
    expect([record.recall, record.c2st, record.c2stFloor, record.passed]).toEqual([null, null, null, false]);
    expect(record.nearestRatio).toBeGreaterThan(0);
    expect(record.authPct).toBeTypeOf("number");
    expect(record.notMeasured).toEqual(
      Object.fromEntries(needing.map((key) => [key, "needs 4 held-out images"])),
    );
    expect(needing).toEqual(expect.arrayContaining([...measures]));
    for (const row of metricRows(quality)) expect(row["KID"]).toBe("needs 4 held-out images");
    const [synthetic, real] = metricRows(quality);
    expect(synthetic!["authentic, %"]).toBe(record.authPct);
    expect(real!["authentic, %"]).toBeUndefined(); // of no meaning, however many there are
    expect(judgeQuality(quality).sentence).toMatch(
      new RegExp(`^cannot tell from ${countOf(n, "held-out image")};`),
    );
  });

  test("4 held out: every metric is measured", () => {
    const record = metricRecord(measureSamples(images(4), { seed: 1 }));
    expect(record.notMeasured).toBeUndefined();
    for (const value of [...Object.values(record.kid), ...measures.slice(1).map((key) => record[key])])
      expect(value).toSatisfy(Number.isFinite);
  });

  test("held-out copies of training images have no ratio, and the record says why", () => {
    const record = metricRecord(measureSamples({ ...images(1), heldOut: part(train, 0, 2) }, { seed: 1 }));
    expect(record.nearestRatio).toBeNull();
    expect(record.notMeasured?.["nearestRatio"]).toBe(
      "needs held-out images that are no copies of training images",
    );
  });

  test("held-out images of one patient have no C2ST, and the record says why", () => {
    const heldOut = { ...part(train, 0, 4), groups: ["a", "a", "a", "a"] };
    const record = metricRecord(measureSamples({ ...images(4), heldOut }, { seed: 1 }));
    expect(record.c2st).toBeNull();
    expect(record.notMeasured?.["c2st"]).toBe("needs held-out images of at least two patients");
  });
});
