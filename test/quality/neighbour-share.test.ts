import { expect, test } from "vitest";
import { mean, range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import { neighbourShare } from "../../lib/quality/neighbour-share";
import { prdc } from "../../lib/quality/prdc";

test("neighbourShare() is Wilson's interval of as many images as both sets are worth", () => {
  const { value, low, high } = neighbourShare(0.5, { synthetic: 400, real: 400 }); // as 200 images: 0.431 to 0.569
  expect([value, low, high].map((x) => x.toFixed(3))).toEqual(["0.500", "0.431", "0.569"]);
  const few = neighbourShare(7 / 17, { synthetic: 400, real: 17 });
  expect(few.low).toBeLessThan(0.25);
  expect(few.high).toBeGreaterThan(0.6);
});

test("neighbourShare() of all or none is no point, and stays within 0 and 1", () => {
  const [all, none] = [1, 0].map((share) => neighbourShare(share, { synthetic: 400, real: 17 }));
  expect(all!.high).toBe(1);
  expect(all!.low).toBeGreaterThan(0.75);
  expect(all!.low).toBeLessThan(0.9);
  expect(none!.low).toBe(0);
  expect(none!.high).toBeGreaterThan(0.1);
});

test("neighbourShare() holds the mean over other draws in about 95 % of them", () => {
  const random = stream(1, "neighbour share");
  const [synthetic, real, dim] = [100, 40, 5];
  const points = (n: number, spread: number) => ({
    n,
    dim,
    values: random.normals(n * dim).map((x) => spread * x),
  });
  const drawn = range(120).map(() => prdc(points(synthetic, 0.7), points(real, 1)));
  for (const measure of ["recall", "coverage", "precision"] as const) {
    const expected = mean(drawn, (one) => one[measure]);
    const holding = drawn.filter((one) => {
      const { low, high } = neighbourShare(one[measure], { synthetic, real });
      return low <= expected && expected <= high;
    });
    expect(holding.length / drawn.length).toBeGreaterThan(0.92);
  }
});
