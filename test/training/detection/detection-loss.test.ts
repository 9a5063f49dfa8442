import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { boundingBox } from "../../../lib/data/boxes/bounding-box";
import { numTensors, tf } from "../../../lib/engine";
import { anchorOf, cellTargets } from "../../../lib/training/detection/cell-targets";
import { decodeDetections } from "../../../lib/training/detection/decode-detections";
import { detectionLoss } from "../../../lib/training/detection/detection-loss";

const anchor = { width: 6, height: 9 };
const box = boundingBox(9, 14, 17, 20); // middle (13, 17): cell 3 across, 4 down, a quarter into both

/** Outputs (8, 8, 5) that say the box and nothing else, as sure as `logit`. */
function sayingBox(logit: number): Float32Array {
  const outputs = new Float32Array(320);
  for (let cell = 0; cell < 64; cell++) outputs[5 * cell + 4] = -logit;
  const quarter = -Math.log(3); // of which the logistic function is a quarter
  outputs.set([quarter, quarter, Math.log(8 / 6), Math.log(6 / 9), logit], 5 * (4 * 8 + 3));
  return outputs;
}

test("the cell in which the middle of a box lies is responsible for it", () => {
  const targets = cellTargets([box], 32);
  const at = 5 * (4 * 8 + 3);
  expect([...targets.subarray(at, at + 5)]).toEqual([1, 0.25, 0.25, 0.5, Math.fround(Math.sqrt(6 / 32))]);
  expect(targets.filter((v) => v !== 0)).toHaveLength(5);
  expect(cellTargets([], 32).every((v) => v === 0)).toBe(true);
  expect(cellTargets([boundingBox(31, 31, 32, 32)], 32)[5 * 63]).toBe(1); // the last cell
});

test("of two boxes with their middles in one cell the larger counts", () => {
  const small = boundingBox(12, 16, 14, 18);
  for (const order of [
    [small, box],
    [box, small],
  ])
    expect(cellTargets(order, 32)).toEqual(cellTargets([box], 32));
});

test("the anchor is the median of the boxes' sizes", () => {
  expect(anchorOf([[box], [], [boundingBox(0, 0, 2, 12), boundingBox(0, 0, 3, 4)]])).toEqual({
    width: 3,
    height: 6,
  });
});

test("decoding gives back the box that the targets say, and the loss is then that of doubt alone", () => {
  const [only, ...others] = decodeDetections(sayingBox(9), anchor, 32);
  expect(Math.max(...others.map((other) => other.score))).toBeCloseTo(1 / (1 + Math.exp(9)), 6);
  const { score, ...found } = only!;
  for (const [edge, value] of Object.entries(found))
    expect(value).toBeCloseTo(box[edge as keyof typeof box], 4);
  expect(score).toBeCloseTo(1 / (1 + Math.exp(-9)), 6);
  const loss = (outputs: Float32Array, boxes = [box]): number =>
    tf.tidy(() => {
      const targets = tf.tensor4d(cellTargets(boxes, 32), [1, 8, 8, 5]);
      return detectionLoss(tf.tensor4d(outputs, [1, 8, 8, 5]), targets, anchor, 32).dataSync()[0]!;
    });
  const doubt = Math.log1p(Math.exp(-9));
  expect(loss(sayingBox(9))).toBeCloseTo(doubt * (1 + 63 / 2), 6); // one cell with a box, 63 of half the weight
  // undecided everywhere, and in the middle of the wrong size by the anchor
  const roots = (Math.sqrt(6 / 32) - 0.5) ** 2 + (Math.sqrt(9 / 32) - Math.sqrt(6 / 32)) ** 2;
  expect(loss(new Float32Array(320))).toBeCloseTo(Math.LN2 * 32.5 + 5 * (2 * 0.25 ** 2 + roots), 4);
  expect(loss(sayingBox(-9))).toBeCloseTo((9 + doubt) * 32.5, 3); // sure of the opposite
});

test("a detection is cut at the image's edges, and one of hardly any score is one still: a curve must not end before", () => {
  const outputs = new Float32Array(320).fill(-20);
  outputs.set([0, 0, 1, 1, 0], 0);
  const [only, ...others] = decodeDetections(outputs, anchor, 32);
  expect(others.length).toBeGreaterThan(20);
  expect(others.every(({ score, left, right }) => score < 1e-8 && left < right)).toBe(true);
  expect(only).toMatchObject({ left: 0, top: 0, score: 0.5 });
  expect(only!.right).toBeCloseTo(2 + 3 * Math.E, 5);
});

test("the loss's gradient is that of central differences, and it leaves no tensor", () => {
  const random = stream(1, "outputs");
  const values = random.normals(2 * 4 * 4 * 5);
  const targets = tf.tensor4d(
    [...cellTargets([boundingBox(2, 3, 9, 8)], 16), ...cellTargets([], 16)],
    [2, 4, 4, 5],
  );
  const loss = (x: Tensor) => detectionLoss(x, targets, anchor, 16);
  const before = numTensors();
  const at = (some: Float32Array): number =>
    tf.tidy(() => loss(tf.tensor4d(some, [2, 4, 4, 5])).dataSync()[0]!);
  const gradient = tf.tidy(() =>
    tf
      .grad(loss)(tf.tensor4d(values, [2, 4, 4, 5]))
      .dataSync(),
  );
  const h = 1e-2;
  // all five of the cell with the box, the second of the first row and column, and some of the others
  for (const i of [25, 26, 27, 28, 29, 4, 9, 74, 84, 100, 159]) {
    const [up, down] = [values.slice(), values.slice()];
    up[i]! += h;
    down[i]! -= h;
    expect(gradient[i]).toBeCloseTo((at(up) - at(down)) / (2 * h), 2);
  }
  expect(gradient.filter((g) => g !== 0).length).toBe(32 + 4); // every cell's doubt, one cell's place
  expect(numTensors()).toBe(before);
  targets.dispose();
});
