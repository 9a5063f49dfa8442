import { expect, test } from "vitest";
import { draws, numTensors, tf } from "../../../lib/engine";
import { shiftAndMirror } from "../../../lib/training/diffusion/shift-and-mirror";

test("shiftAndMirror() moves one bright pixel to each of the nine places and their mirror images, and leaks nothing", () => {
  const drawn = draws(1, "test");
  const one = tf.buffer([1, 5, 5, 1]);
  one.set(2, 0, 2, 1, 0);
  const image = tf.sub(one.toTensor(), 1);
  const before = numTensors();
  const images = tf.tile(image, [400, 1, 1, 1]) as ReturnType<typeof tf.tensor4d>;
  const moved = shiftAndMirror(images, drawn, { shift: 1, mirror: 0.5 });
  const values = moved.dataSync();
  const places = new Set(
    Array.from({ length: 400 }, (_, i) => values.subarray(25 * i, 25 * i + 25).indexOf(1)),
  );
  const [rows, columns] = [
    [1, 2, 3],
    [0, 1, 2, 3, 4],
  ];
  expect([...places].sort((a, b) => a - b)).toEqual(rows.flatMap((r) => columns.map((c) => 5 * r + c)));
  expect(values.filter((v) => v === 1)).toHaveLength(400);
  expect(values.filter((v) => v === -1)).toHaveLength(400 * 24);
  tf.dispose([images, moved]);
  expect(numTensors()).toBe(before);
});

test("shiftAndMirror() of nothing gives the images, and what comes in from outside is air", () => {
  const drawn = draws(1, "test");
  const images = tf.fill([50, 4, 4, 1], 0.5) as ReturnType<typeof tf.tensor4d>;
  expect([...shiftAndMirror(images, drawn, { shift: 0, mirror: 0 }).dataSync()]).toEqual([
    ...images.dataSync(),
  ]);
  const values = shiftAndMirror(images, drawn, { shift: 1, mirror: 0 }).dataSync();
  expect(new Set(values)).toEqual(new Set([0.5, -1]));
});
