import { describe, expect, it } from "vitest";
import { c2st } from "../../lib/quality/c2st";
import { compareWithReal, diversityComponents } from "../../lib/quality/compare-with-real";
import { type Images, pixelVectors } from "../../lib/quality/images";
import { kid } from "../../lib/quality/kid";
import { evaluateMetrics, measureSamples } from "../../lib/quality/measure-samples";
import { pca, project } from "../../lib/ml/pca";
import { neighbourShare } from "../../lib/quality/neighbour-share";
import { prdc } from "../../lib/quality/prdc";
import { images, quality, train } from "./measured-heads";

describe("measureSamples()", () => {
  it("gives what kid(), prdc() and c2st() give one by one", () => {
    const [x, y] = [pixelVectors(images.synthetic), pixelVectors(images.heldOut)];
    const axes = pca(y, diversityComponents);
    const { synthetic } = measureSamples(images, { seed: 2 });
    const { precision, recall, coverage } = prdc(project(axes, x), axes.scores);
    expect(synthetic.kid).toEqual(kid(x, y, { seed: 2 }));
    expect([synthetic.precision, synthetic.recall, synthetic.coverage]).toEqual(
      [precision, recall, coverage].map((value) => neighbourShare(value, { synthetic: x.n, real: y.n })),
    );
    const { accuracy, low, high, p } = c2st(x, y, { seed: 2 });
    expect(synthetic.c2st).toEqual({ value: accuracy, low, high, p });
    expect(evaluateMetrics(compareWithReal(y, { seed: 2 })(x))).toMatchObject({
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

  it("divides held-out images by patient where these are known, and has no C2ST of one patient", () => {
    const { n } = pixelVectors(images.heldOut);
    const of = (group: (i: number) => string) =>
      measureSamples(
        { ...images, heldOut: { ...images.heldOut, groups: Array.from({ length: n }, (_, i) => group(i)) } },
        { seed: 1 },
      ).synthetic;
    expect(of(String)).toEqual(quality.synthetic);
    const groups = Array.from({ length: n }, (_, i) => `patient ${i % 3}`);
    const { accuracy } = c2st(pixelVectors(images.synthetic), pixelVectors(images.heldOut), {
      seed: 1,
      groups,
    });
    expect(of((i) => `patient ${i % 3}`).c2st!.value).toBe(accuracy);
    expect(of(() => "one").c2st).toBeUndefined();
  });

  it("refuses images of two sizes", () => {
    const synthetic: Images = { size: 16, pixels: new Float32Array(1024) };
    expect(() => measureSamples({ ...images, synthetic })).toThrow("images of 16 and 32 pixels");
  });
});
