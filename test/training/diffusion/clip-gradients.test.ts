import { expect, test } from "vitest";
import { tf } from "../../../lib/engine";
import { clipGradients } from "../../../lib/training/diffusion/clip-gradients";

test("clipGradients() shortens all together to the limit, and leaves short ones as they are", () => {
  const of = (limit: number): number[] =>
    Object.values(clipGradients({ a: tf.tensor1d([3, 0]), b: tf.tensor2d([[4]]) }, limit)).flatMap((g) => [
      ...g.dataSync(),
    ]);
  of(1).forEach((value, i) => expect(value).toBeCloseTo([0.6, 0, 0.8][i]!, 6));
  expect(of(5)).toEqual([3, 0, 4]);
  expect(of(9)).toEqual([3, 0, 4]);
});
