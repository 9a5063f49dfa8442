import { describe, expect, test } from "vitest";
import { range, stream } from "../../lib/core";
import { imageSet, phantom, preprocess, type ImageSet } from "../../lib/data";
import { judgeByValidation } from "../../lib/quality";

const size = 32;
const area = size * size;
const heads = async (images: number, seed: number, label: 0 | 1 = 0): Promise<Float32Array> =>
  (await preprocess(phantom({ images, seed, label }), { size })).pixels;
const set = (pixels: Float32Array, labels: readonly (0 | 1)[]): ImageSet<"validation"> =>
  imageSet("validation", { foldId: "f", ids: labels.map((_, i) => `v${i}`), labels, size, pixels });
const ofLabel = (n: number, label: 0 | 1): (0 | 1)[] => range(n).map(() => label);

const fresh = await heads(100, 5);
const validation = set(await heads(17, 6), ofLabel(17, 0));
const judge = judgeByValidation(validation, { seed: 1 })!;
const measure = (pixels: Float32Array) => judge.measure(pixels, ofLabel(pixels.length / area, 0));

const average = range(area).map((p) => range(100).reduce((sum, i) => sum + fresh[i * area + p]!, 0) / 100);
const meanWithNoise = stream(1, "noise")
  .normals(100 * area)
  .map((x, k) => average[k % area]! + 0.04 * x);
const repeated = Float32Array.from({ length: 100 * area }, (_, k) => fresh[k % area]!);
const noise = stream(2, "noise")
  .uniforms(100 * area)
  .map((u) => 2 * u - 1);

describe("judgeByValidation()", () => {
  test("fresh heads: KID within two standard errors of 0, coverage about one half, C2ST near chance", () => {
    const { kid, kidError, coverage, coverageError, c2st } = measure(fresh);
    expect(Math.abs(kid)).toBeLessThan(2 * kidError);
    expect(Math.abs(coverage - 0.5)).toBeLessThan(0.15);
    expect(coverageError).toBeGreaterThan(0.1); // of 17 images
    expect(coverageError).toBeLessThan(0.13);
    expect(Math.abs(c2st - 0.5)).toBeLessThan(0.25);
  });

  test("coverage's standard error is of patients: of 17 images of 9 patients it is larger than of 17 patients", () => {
    const groups = range(17).map((i) => `p${i >> 1}`);
    const ofPatients = judgeByValidation({ ...validation, groups }, { seed: 1 })!;
    const [paired, alone] = [ofPatients.measure(fresh, ofLabel(100, 0)), measure(fresh)];
    expect(paired.coverage).toBe(alone.coverage);
    expect(paired.coverageError / alone.coverageError).toBeCloseTo(Math.sqrt(17 / 9), 1);
  });

  test("one image repeated, noise and the mean image with noise: each is seen, where KID of pixels is blind too", () => {
    const good = measure(fresh);
    for (const bad of [repeated, noise, meanWithNoise].map(measure)) {
      expect(bad.c2st).toBeGreaterThan(good.c2st + 0.2);
      expect(bad.coverage).toBeLessThan(good.coverage - good.coverageError);
    }
    expect(measure(noise).kid).toBeGreaterThan(1);
  });

  test("of several classes the mean of what each is measured at, samples of a class against its own images", async () => {
    const both = set(Float32Array.from([...validation.pixels, ...(await heads(8, 7, 1))]), [
      ...ofLabel(17, 0),
      ...ofLabel(8, 1),
    ]);
    const of = judgeByValidation(both, { seed: 1 })!;
    const bleeds = await heads(20, 8, 1);
    const few = fresh.slice(0, 20 * area);
    const samples = Float32Array.from([...few, ...bleeds]);
    const right = of.measure(samples, [...ofLabel(20, 0), ...ofLabel(20, 1)]);
    const swapped = of.measure(samples, [...ofLabel(20, 1), ...ofLabel(20, 0)]);
    expect(right.kid).toBeLessThan(swapped.kid);
    const second = judgeByValidation(set(both.pixels.slice(17 * area), ofLabel(8, 1)), { seed: 1 })!.measure(
      bleeds,
      ofLabel(20, 1),
    );
    expect(right.kid).toBeCloseTo((measure(few).kid + second.kid) / 2, 10);
  });

  test("repeats; does without where a class has fewer than four images; takes no training images", () => {
    expect(measure(fresh)).toEqual(measure(fresh));
    expect(judgeByValidation(set(validation.pixels.slice(0, 3 * area), ofLabel(3, 0)))).toBeUndefined();
    const training = imageSet("train", { ...validation, seen: undefined });
    // @ts-expect-error training images are no validation images
    expect(() => judgeByValidation(training)).toThrow("images of the train part");
  });
});
