import { expect, test } from "vitest";
import { judgeVariety } from "../../../lib/quality/diversity/judge-variety";
import { measureAtSide } from "../../../lib/quality/growth/measure-growth";
import { atSide } from "../../../lib/quality/growth/at-side";
import { meanImagePlusNoise, toyHeads } from "../toy-heads";

const real = toyHeads(20, 1);

test("the mean image with noise, which KID lets pass, fails what is asked of a growing pair; other real images do not", () => {
  const fails = (samples: typeof real): readonly string[] => {
    const { recall } = measureAtSide(samples, real);
    const { c2st, excess } = judgeVariety(samples, real);
    return [
      ...(recall.value > 0.5 ? [] : ["recall"]),
      ...(c2st!.accuracy < 0.95 ? [] : ["C2ST"]),
      ...(excess!.value < 0.1 ? [] : ["MS-SSIM"]),
    ];
  };
  expect(fails(toyHeads(20, 2))).toEqual([]);
  const mean = fails(meanImagePlusNoise(real, 20, 3));
  expect(mean).toContain("recall");
  expect(mean).toContain("MS-SSIM");
});

test("what cannot be measured is undefined: C2ST of one patient, MS-SSIM of a small side", () => {
  const small = atSide(real, 8);
  expect(judgeVariety(small, { ...small, groups: new Array<string>(20).fill("one") })).toEqual({
    c2st: undefined,
    excess: undefined,
  });
  expect(judgeVariety(small, small).c2st).toBeDefined();
  const alike = meanImagePlusNoise(real, 20, 4); // as real images: nothing could be more alike than these by 0.1
  expect(judgeVariety(alike, alike).excess).toBeUndefined();
});
