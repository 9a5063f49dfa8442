import { describe, expect, it } from "vitest";
import { c2st } from "../../lib/quality/c2st";
import { compareWithReal, diversityComponents } from "../../lib/quality/comparison";
import { type Images, pixelVectors } from "../../lib/quality/images";
import { kid } from "../../lib/quality/kid";
import { measure, measureSamples, type SampleImages } from "../../lib/quality/measure-samples";
import { metricLabels, metricRecord } from "../../lib/quality/metric-record";
import { metricRows } from "../../lib/quality/metric-rows";
import { sampleMetrics, type SampleMetric } from "../../lib/quality/metrics";
import { pca, project } from "../../lib/ml/pca";
import { prdc } from "../../lib/quality/prdc";
import { part } from "./golden";
import { noise, toyHeads } from "./toy-heads";

const train = toyHeads(72, 2);
const images: SampleImages = {
  synthetic: part(train, 0, 60),
  heldOut: toyHeads(61, 10),
  train,
  realReference: toyHeads(40, 11),
  untrainedReference: noise(41, 12),
};
const quality = measureSamples(images, { seed: 1 });

describe("measureSamples()", () => {
  it("gives what kid(), prdc() and c2st() give one by one", () => {
    const [x, y] = [pixelVectors(images.synthetic), pixelVectors(images.heldOut)];
    const axes = pca(y, diversityComponents);
    const { synthetic } = measureSamples(images, { seed: 2 });
    const { precision, recall, coverage } = prdc(project(axes, x), axes.scores);
    expect(synthetic.kid).toEqual(kid(x, y, { seed: 2 }));
    expect([synthetic.precision, synthetic.recall, synthetic.coverage]).toEqual(
      [precision, recall, coverage].map((value) => ({ value })),
    );
    const { accuracy, low, high, p } = c2st(x, y, { seed: 2 });
    expect(synthetic.c2st).toEqual({ value: accuracy, low, high, p });
    expect(measure(compareWithReal(y, { seed: 2 })(x))).toMatchObject({
      kid: synthetic.kid,
      authPct: undefined,
    });
  });

  it("measures synthetic and reference images against the same held-out ones, and copies by their distance", () => {
    expect(quality.n).toEqual({ synthetic: 60, realReference: 40, untrainedReference: 41, heldOut: 61 });
    expect(quality.synthetic.nearestRatio?.value).toBe(0); // these "synthetic" images are training images
    expect(quality.synthetic.authPct?.value).toBe(0);
    expect(quality.nearest.synthetic.index).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(quality.realReference.kid!.value).toBeLessThan(quality.untrainedReference.kid!.value / 20);
    expect([quality.realReference.authPct, quality.untrainedReference.nearestRatio]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("takes the training images for the real reference where none is given", () => {
    const { realReference: _, ...without } = images;
    const { realReference, n } = measureSamples(without, { seed: 1 });
    expect(n.realReference).toBe(72);
    expect(realReference.kid).toEqual(kid(pixelVectors(train), pixelVectors(images.heldOut), { seed: 1 }));
  });

  it("refuses images of two sizes", () => {
    const synthetic: Images = { size: 16, pixels: new Float32Array(1024) };
    expect(() => measureSamples({ ...images, synthetic })).toThrow("images of 16 and 32 pixels");
  });
});

describe("what derives from the table of metrics", () => {
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
    expect(table[0]!["recall"]).toBe(quality.synthetic.recall?.value);
    expect(table[0]!["KID"]).toMatchObject({ low: quality.synthetic.kid?.low, decimals: 4 });
    expect(table[1]!["authentic, %"]).toBeUndefined();
  });

  it("metricRecord() holds finite numbers within each metric's range, and the keys that the metrics say", () => {
    const record = metricRecord(quality);
    const later = sampleMetrics
      .slice(7)
      .flatMap(({ key, recorded }: SampleMetric) =>
        recorded === "references" ? [key, `${key}Floor`, `${key}Untrained`] : [key],
      );
    expect(Object.keys(record)).toEqual([
      ...["kid", "recall", "coverage", "precision", "c2st", "c2stFloor", "c2stUntrained"],
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
});
