import { describe, expect, it } from "vitest";
import { stream } from "../../lib/core";
import { binomialSurvival } from "../../lib/statistics/binomial-survival";
import { c2st, c2stResult } from "../../lib/quality/c2st";
import { pixelVectors } from "../../lib/quality/images";
import { X, Y } from "./golden";
import { meanImagePlusNoise, noise, toyHeads } from "./toy-heads";

describe("c2st", () => {
  it("c2st() states what 40 held-out images can show: 26 right are needed, 0.70 is detected four times in five", () => {
    const result = c2stResult(26, 40);
    expect(result.p).toBeCloseTo(0.0403, 4);
    expect(result.significantFrom).toBe(26 / 40);
    expect(result.detectable).toBeGreaterThan(0.69);
    expect(result.detectable).toBeLessThan(0.7);
    expect(binomialSurvival(26, 40, 0.65)).toBeCloseTo(0.57, 2);
    expect(c2stResult(4, 4).detectable).toBe(1);
  });

  it("c2st() is near chance for fresh real images, and sure for noise; the mean image it hardly sees", () => {
    const real = toyHeads(200, 1);
    const fresh = c2st(pixelVectors(toyHeads(200, 2)), pixelVectors(real));
    expect(fresh.n).toBe(200);
    expect(fresh.accuracy).toBeLessThan(0.6);
    expect(fresh.p).toBeGreaterThan(0.01);
    const mean = c2st(pixelVectors(meanImagePlusNoise(real, 200, 3)), pixelVectors(toyHeads(200, 2)));
    expect(mean.accuracy).toBeLessThan(0.8); // a linear classifier looks for a difference of means: read recall too
    const noisy = c2st(pixelVectors(noise(200, 4)), pixelVectors(real));
    expect([noisy.accuracy, noisy.high]).toEqual([1, 1]);
  });

  it("c2st() counts on images that the classifier has not seen: 40 a set of one kind are not told apart", () => {
    const accuracies = [1, 2, 3, 4, 5, 6].map(
      (seed) =>
        c2st(pixelVectors(toyHeads(40, seed)), pixelVectors(toyHeads(40, 100 + seed)), { C: 1 }).accuracy,
    );
    expect(accuracies.reduce((a, b) => a + b) / 6).toBeLessThan(0.62); // in-sample it would be 1
  });

  it("c2st() takes equal numbers of both, and the same for the same seed", () => {
    const result = c2st(Y, X, { seed: 1 });
    expect(result.n).toBe(20);
    expect(c2st(Y, X, { seed: 1 })).toEqual(result);
  });

  it("c2st() keeps a patient's images in one half: knowing the patients does not tell real from synthetic", () => {
    const [dim, each, patients] = [40, 60, 6];
    const random = stream(1, "patients");
    const looks = Array.from({ length: patients }, () => random.normals(dim));
    const groups = Array.from({ length: each }, (_, i) => `patient ${i % patients}`);
    const real = Float32Array.from({ length: each * dim }, (_, at) => {
      const look = looks[Math.floor(at / dim) % patients]!;
      return look[at % dim]! + 0.1 * random.normal();
    });
    const of = (values: Float32Array) => ({ n: each, dim, values });
    const synthetic = of(random.normals(each * dim)); // every image of a patient of its own, of the same kind
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const mean = (named?: readonly string[]) =>
      seeds.reduce(
        (sum, seed) => sum + c2st(synthetic, of(real), { seed, C: 1, groups: named }).accuracy,
        0,
      ) / 8;
    expect(mean()).toBeGreaterThan(0.8);
    expect(mean(groups)).toBeLessThan(0.65);
    const alone = groups.map((_, i) => `${i}`);
    expect(c2st(synthetic, of(real), { groups: alone })).toEqual(c2st(synthetic, of(real)));
    expect(() => c2st(synthetic, of(real), { groups: groups.map(() => "one") })).toThrow(
      "images of one group",
    );
  });

  it("c2st() refuses fewer than 4 of a kind", () => {
    expect(() => c2st({ n: 3, dim: 6, values: X.values.slice(0, 18) }, X)).toThrow("3 and 20 vectors");
  });
});
