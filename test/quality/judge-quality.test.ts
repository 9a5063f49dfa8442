import { describe, expect, it } from "vitest";
import { compareWithReal } from "../../lib/quality/compare-with-real";
import { pixelVectors, type Images } from "../../lib/quality/images";
import { judgeQuality } from "../../lib/quality/judge-quality";
import { evaluateMetrics } from "../../lib/quality/measure-samples";
import { sampleMetrics, type SampleMetric } from "../../lib/quality/metrics";
import { part } from "./golden";
import { meanImagePlusNoise, noise, toyHeads } from "./toy-heads";

const n = 120;
const train = toyHeads(72, 2);
const compare = compareWithReal(pixelVectors(toyHeads(n, 1)), { seed: 1 });
const untrainedReference = evaluateMetrics(compare(pixelVectors(noise(n, 3))));
const counts = { synthetic: n, realReference: n, untrainedReference: n, heldOut: n };
type Judged = Parameters<typeof judgeQuality>[0];
const of = (synthetic: Images): Judged => ({
  synthetic: evaluateMetrics(compare(pixelVectors(synthetic))),
  untrainedReference,
  n: counts,
});
const fresh = of(toyHeads(n, 4));

describe("judgeQuality()", () => {
  it("lets fresh real images through", () => {
    const { passed, reasons, sentence } = judgeQuality(fresh);
    expect([passed, reasons]).toEqual([true, []]);
    expect(sentence).toMatch(/^learned: KID, recall, coverage, C2ST accuracy /);
  });

  it("refuses an untrained generator by every limit", () => {
    const { passed, reasons, sentence } = judgeQuality(of(noise(n, 5)));
    expect(passed).toBe(false);
    expect(reasons.map((reason) => reason.split(" ")[0])).toEqual(["KID", "Recall", "Coverage", "C2ST"]);
    expect(sentence).toBe(`not learned. ${reasons.join(" ")}`);
  });

  it("refuses the mean image with noise, which KID and C2ST let through", () => {
    const { passed, reasons } = judgeQuality(of(meanImagePlusNoise(train, n, 6)));
    expect(passed).toBe(false);
    expect(reasons[0]).toBe("Recall 0.000 is not above 0.5.");
    expect(reasons.join()).not.toMatch(/KID|C2ST/);
  });

  it("refuses one real image repeated", () => {
    const one = part(toyHeads(1, 7), 0, 1).pixels;
    const pixels = Float32Array.from({ length: n * 1024 }, (_, k) => one[k % 1024]!);
    expect(judgeQuality(of({ size: 32, pixels })).reasons[0]).toMatch(/^Recall/);
  });

  it("cannot tell from few held-out images, and mentions intervals only where there are any", () => {
    const few = { ...fresh, n: { ...counts, heldOut: 3 } };
    expect(judgeQuality(few).sentence).toBe(
      "cannot tell from 3 held-out images; the intervals show how little they say",
    );
    const none = {
      ...fresh.synthetic,
      kid: undefined,
      recall: undefined,
      coverage: undefined,
      c2st: undefined,
    };
    expect(judgeQuality({ ...few, synthetic: none }).sentence).toBe(
      "cannot tell from 3 held-out images; the measures need more of them",
    );
  });

  it("refuses a set that copies training images, however good its metrics are", () => {
    const refusals = ["20 of 120 samples copy training images."];
    const copying = judgeQuality(fresh, { isCopying: true, refusals });
    expect(copying.passed).toBe(false);
    expect(copying.sentence).toBe("refused. 20 of 120 samples copy training images.");
    expect(copying.reasons).toEqual(refusals);
    const known = judgeQuality(fresh, { isCopying: false, refusals: ["An attacker tells."] });
    expect([known.passed, known.reasons]).toEqual([true, []]);
  });

  it("refuses where the untrained generator's KID is not known", () => {
    const { reasons } = judgeQuality({
      ...fresh,
      untrainedReference: { ...untrainedReference, kid: undefined },
    });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(/^KID .* of the untrained generator's\.$/);
  });

  it("lets each limit itself fail or pass as the words say, and refuses NaN", () => {
    const changed = (kid: number, recall: number, coverage: number, c2st: number): number => {
      const values = { kid, recall, coverage, c2st };
      const synthetic = Object.entries(values).map(([key, value]) => [key, { value }]);
      return judgeQuality({
        ...fresh,
        synthetic: { ...fresh.synthetic, ...Object.fromEntries(synthetic) },
        untrainedReference: { ...untrainedReference, kid: { value: 1 } },
      }).reasons.length;
    };
    expect(changed(0.1, 0.51, 0.31, 0.94)).toBe(0);
    expect(changed(0.101, 0.5, 0.3, 0.95)).toBe(4);
    expect(changed(NaN, NaN, NaN, NaN)).toBe(4);
  });

  it("judges nothing by fewer than 100 held-out images", () => {
    const few = judgeQuality({ ...fresh, n: { ...counts, heldOut: 99 } });
    expect([few.passed, few.reasons]).toEqual([false, []]);
    expect(few.sentence).toMatch(/^cannot tell from 99 held-out images/);
    expect(judgeQuality({ ...fresh, n: { ...counts, heldOut: 100 } }).passed).toBe(true);
  });

  it("uses the calibrated limits", () => {
    const rows: readonly SampleMetric[] = sampleMetrics;
    expect(Object.fromEntries(rows.flatMap(({ key, limit }) => (limit ? [[key, limit]] : [])))).toEqual({
      kid: { atMostOfUntrained: 0.1 },
      recall: { above: 0.5 },
      coverage: { above: 0.3 },
      c2st: { below: 0.95 },
    });
  });
});
