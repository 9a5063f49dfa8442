import { expect, test } from "vitest";
import { meanOfImages } from "../../../lib/quality/refinement/mean-of-images";

test("meanOfImages() is the mean, in an interval of about two standard errors on each side", () => {
  const values = Array.from({ length: 100 }, (_, i) => i % 2); // standard error 0.05
  const { value, interval, n } = meanOfImages(values, 1);
  expect([value, n]).toEqual([0.5, 100]);
  expect(interval![0]).toBeCloseTo(0.4, 1);
  expect(interval![1]).toBeCloseTo(0.6, 1);
  expect(meanOfImages([3])).toEqual({ value: 3, n: 1 });
  expect(meanOfImages([1, 2, 3, 4]).interval).toBeUndefined(); // too few
  expect(meanOfImages(new Array<number>(20).fill(1))).toEqual({ value: 1, n: 20 }); // nothing varies
});
