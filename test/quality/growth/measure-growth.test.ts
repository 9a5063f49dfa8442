import { expect, test } from "vitest";
import { neighbourShare } from "../../../lib/quality/neighbour-share";
import { atSide } from "../../../lib/quality/growth/at-side";
import { largestJolt, measureAtSide, measureGrowth } from "../../../lib/quality/growth/measure-growth";
import { meanImagePlusNoise, toyHeads } from "../toy-heads";

const real = toyHeads(50, 1);
const fresh = toyHeads(50, 2);
const moment = (side: number, isFading: boolean, alpha: number, images = fresh) => ({
  ...{ step: 1, side, isFading, alpha },
  pixels: atSide(images, side).pixels,
});

test("each moment is measured at its side, and at the side before while layers fade in", () => {
  const [stable, fading] = measureGrowth([moment(16, false, 1), moment(32, true, 0.1)], real, { seed: 1 });
  expect(stable).toMatchObject({ side: 16, isFading: false, alpha: 1, own: { n: 50 } });
  expect(stable!.before).toBeUndefined();
  expect(fading!.own).toEqual(measureAtSide(fresh, real, { seed: 1 }));
  expect(fading!.before).toEqual(stable!.own); // the same images, seen at 16 x 16
  expect(stable).not.toHaveProperty("pixels");
});

test("other heads have recall and coverage, the mean image with noise has no recall, whatever its KID", () => {
  const good = measureAtSide(fresh, real);
  expect(good.recall.value).toBeGreaterThan(0.7);
  expect(good.coverage.value).toBeGreaterThan(0.7);
  const mean = measureAtSide(meanImagePlusNoise(real, 50, 3), real);
  expect(mean.kid.value).toBeLessThan(0.05);
  expect(mean.recall.value).toBeLessThan(0.1);
  expect(mean.coverage.value).toBeLessThan(0.3);
});

test("held-out images of few patients say less: their intervals are wider", () => {
  const width = ({ low, high }: { readonly low: number; readonly high: number }): number => high - low;
  const alone = measureAtSide(fresh, real);
  const patients = measureAtSide(fresh, {
    ...real,
    groups: Array.from({ length: 50 }, (_, i) => `patient ${i % 10}`),
  });
  expect(patients.recall.value).toBe(alone.recall.value);
  for (const key of ["recall", "coverage", "kid"] as const)
    expect(width(patients[key]), key).toBeGreaterThan(1.05 * width(alone[key]));
});

test("the largest jolt is that of the side that lost most when its successor began to fade in", () => {
  const of = (value: number) => ({
    kid: { value, low: value, high: value, nSynthetic: 4, nReal: 4 },
    recall: neighbourShare(1, { synthetic: 4, real: 4 }),
    coverage: neighbourShare(1, { synthetic: 4, real: 4 }),
    n: 4,
  });
  const stable = (side: number, kid: number) => ({ step: 1, side, isFading: false, alpha: 1, own: of(kid) });
  const fading = (side: number, alpha: number, before: number) => ({
    ...{ step: 1, side, isFading: true, alpha, own: of(9), before: of(before) },
  });
  const moments = [
    ...[stable(8, 0.1), fading(16, 0.02, 0.15), fading(16, 0.1, 0.9), fading(16, 1, 0.7)],
    ...[stable(16, 0.2), fading(32, 0.02, 0.5), fading(32, 1, 0.9), stable(32, 0.3)],
  ];
  expect(largestJolt(moments)).toBeCloseTo(2.5, 12);
  expect(largestJolt(moments.slice(0, 4))).toBeCloseTo(1.5, 12);
  expect(largestJolt(moments, 1)).toBeCloseTo(9, 12);
  expect(largestJolt([stable(8, 0.1)])).toBeUndefined();
  expect(largestJolt([stable(8, -0.001), fading(16, 0.02, 0.15)])).toBeUndefined(); // a multiple of nothing
});
