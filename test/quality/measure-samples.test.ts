import { describe, expect, it } from "vitest";
import { acceptance, passes } from "../../lib/quality/judge-quality";
import { c2st } from "../../lib/quality/c2st";
import { type Images, pixelVectors } from "../../lib/quality/images";
import { kid } from "../../lib/quality/kid";
import { pca, project } from "../../lib/ml/pca";
import { prdc } from "../../lib/quality/prdc";
import { qualityRows, type SampleQuality, sampleQuality } from "../../lib/quality/measure-samples";
import { comparedWith, diversityComponents } from "../../lib/quality/comparison";
import { part } from "./golden";
import { meanImagePlusNoise, noise, toyHeads } from "./toy-heads";

const n = 120;
const heldOut = toyHeads(n, 1);
const train = toyHeads(72, 2);
const compare = comparedWith(pixelVectors(heldOut), { seed: 1 });
const ceiling = compare(pixelVectors(noise(n, 3)));
const of = (synthetic: Images): SampleQuality => ({ synthetic: compare(pixelVectors(synthetic)), ceiling });

describe("sample quality", () => {
  it("passes() lets fresh real images through", () => {
    expect(passes(of(toyHeads(n, 4)))).toEqual({ passed: true, reasons: [] });
  });

  it("passes() refuses an untrained generator by every measure", () => {
    const { passed, reasons } = passes(of(noise(n, 5)));
    expect(passed).toBe(false);
    expect(reasons.map((reason) => reason.split(" ")[0])).toEqual(["KID", "Recall", "Coverage", "C2ST"]);
  });

  it("passes() refuses the mean image with noise, which KID and C2ST let through", () => {
    const { passed, reasons } = passes(of(meanImagePlusNoise(train, n, 6)));
    expect(passed).toBe(false);
    expect(reasons[0]).toBe("Recall 0.000 is not above 0.5.");
    expect(reasons.join()).not.toMatch(/KID|C2ST/);
  });

  it("passes() refuses one real image repeated", () => {
    const one = part(toyHeads(1, 7), 0, 1).pixels;
    const pixels = Float32Array.from({ length: n * 1024 }, (_, k) => one[k % 1024]!);
    expect(passes(of({ size: 32, pixels })).reasons[0]).toMatch(/^Recall/);
  });

  it("passes() refuses when there is no untrained generator to compare with", () => {
    expect(passes(sampleQuality({ synthetic: train, heldOut: train })).reasons).toContain(
      "There is no untrained generator to compare KID with.",
    );
  });

  it("passes() lets each limit itself fail or pass as the words say", () => {
    const base = of(toyHeads(n, 4));
    const changed = (kidValue: number, recall: number, coverage: number, accuracy: number): number =>
      passes({
        synthetic: {
          kid: { ...base.synthetic.kid, value: kidValue },
          prdc: { ...base.synthetic.prdc, recall, coverage },
          c2st: { ...base.synthetic.c2st, accuracy },
        },
        ceiling: { ...base.synthetic, kid: { ...base.synthetic.kid, value: 1 } },
      }).reasons.length;
    expect(changed(acceptance.kidShareOfUntrained, 0.51, 0.31, 0.94)).toBe(0);
    expect(changed(0.101, 0.5, 0.3, 0.95)).toBe(4);
    expect(changed(NaN, NaN, NaN, NaN)).toBe(4);
  });

  it("comparedWith() is kid(), prdc() and c2st() in one", () => {
    const [x, y] = [pixelVectors(toyHeads(60, 9)), pixelVectors(part(heldOut, 0, 50))];
    const result = comparedWith(y, { seed: 2 })(x);
    const axes = pca(y, diversityComponents);
    expect(result).toEqual({
      kid: kid(x, y, { seed: 2 }),
      prdc: prdc(project(axes, x), axes.scores),
      c2st: c2st(x, y, { seed: 2 }),
    });
  });

  it("sampleQuality() puts floor and ceiling beside the synthetic images, and the training images' distance", () => {
    const small = { synthetic: part(train, 0, 60), heldOut: toyHeads(60, 10), train };
    const quality = sampleQuality({ ...small, floor: toyHeads(40, 11), ceiling: noise(40, 12) });
    const rows = qualityRows(quality);
    expect(rows.map(({ images, n }) => [images, n])).toEqual([
      ["synthetic", 60],
      ["real (floor)", 40],
      ["untrained (ceiling)", 40],
    ]);
    expect(rows[0]!.recall).toBe(quality.synthetic.prdc.recall);
    expect(quality.nearest!.ratio).toBe(0); // these "synthetic" images are training images
    expect(quality.nearest!.authPct).toBe(0);
    expect(sampleQuality({ synthetic: small.synthetic, heldOut: small.heldOut }).nearest).toBeUndefined();
  });

  it("sampleQuality() refuses images of two sizes", () => {
    expect(() => sampleQuality({ synthetic: { size: 16, pixels: new Float32Array(1024) }, heldOut })).toThrow(
      "images of 16 and 32 pixels",
    );
  });
});
