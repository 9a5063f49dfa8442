import type { Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { attention } from "../../lib/models/attention";
import { gradientError, randomTensor } from "./central-differences";

test("attention() averages the values by softmax of the scaled products, written out for each place", () => {
  const x = randomTensor([1, 1, 3, 6], "places") as Tensor4D;
  const rows = tf.reshape(x, [3, 6]).arraySync() as number[][];
  const [q, k, v] = [0, 2, 4].map((from) => rows.map((row) => row.slice(from, from + 2)));
  const expected = q!.flatMap((query) => {
    const weights = k!.map((key) => Math.exp((query[0]! * key[0]! + query[1]! * key[1]!) / Math.SQRT2));
    const all = weights.reduce((sum, w) => sum + w, 0);
    return [0, 1].map((c) => weights.reduce((sum, w, i) => sum + w * v![i]![c]!, 0) / all);
  });
  [...attention(x).dataSync()].forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
});

test("attention()'s gradients are those of central differences", () => {
  const error = gradientError((x) => attention(x as Tensor4D), [randomTensor([2, 2, 2, 6], "maps")]);
  expect(error).toBeLessThan(0.01);
});
