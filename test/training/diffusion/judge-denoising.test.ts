import { expect, test } from "vitest";
import {
  denoisingAlarms,
  judgeDenoising,
  lowNoise,
  type DenoisingPoint,
} from "../../../lib/training/diffusion/judge-denoising";

/** A curve of given losses in the low-noise half; the noisy half tells nothing. */
const curve = (train: readonly number[], heldOut: readonly number[]): DenoisingPoint[] =>
  train.map((loss, i) => ({
    epoch: i + 1,
    step: 10 * (i + 1),
    train: [loss, loss, 0, 9],
    heldOut: [heldOut[i]!, heldOut[i]!, 9, 0],
  }));

const falling = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

test("lowNoise() is the mean of the two quarters with least noise", () => {
  expect(lowNoise([0.4, 0.2, 9, 9])).toBeCloseTo(0.3, 12);
});

test("the best look has the lowest held-out loss at little noise, whatever the noisy half says", () => {
  expect(judgeDenoising(curve(falling, [0.9, 0.7, 0.6, 0.65, 0.7, 0.75, 0.8]))).toEqual({
    best: 2,
    memorising: 4,
  });
  expect(judgeDenoising([])).toEqual({ best: -1, memorising: 0 });
});

test("a held-out loss that rises beside a training loss that does not fall is no memorising", () => {
  const flat = [0.9, 0.7, 0.6, 0.61, 0.62, 0.63, 0.64];
  expect(judgeDenoising(curve(flat, [0.9, 0.7, 0.6, 0.65, 0.7, 0.75, 0.8])).memorising).toBe(0);
});

test("the alarm comes with the fifth look above the best one, and says both losses", () => {
  const rising = [0.9, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85];
  expect(denoisingAlarms(curve(falling.slice(0, 6), rising.slice(0, 6)))).toEqual([]);
  const [alarm] = denoisingAlarms(curve(falling, rising));
  expect(alarm!.kind).toBe("learned by heart");
  expect(alarm!.text).toContain("0.600 in epoch 2 and is 0.850");
});
