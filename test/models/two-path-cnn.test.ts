import type * as tfjs from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { ready, tf } from "../../lib/engine";
import {
  cascadeForm,
  havaei,
  initialize,
  inputCascade,
  paramCount,
  smallTwoPath,
  twoPathCnn,
} from "../../lib/models";
import { Maxout } from "../../lib/models/maxout";
import { copyWeights } from "../../lib/training/network-weights";
import { expectClose } from "../engine/compare";

beforeAll(() => ready());

const counted = (form: typeof havaei): number => {
  const network = twoPathCnn(form);
  const { trainable } = paramCount(network);
  network.dispose();
  return trainable;
};

const noise = (shape: number[], name: string): tfjs.Tensor =>
  tf.tensor(stream(1, "two-path", name).normals(shape.reduce((a, b) => a * b, 1)), shape);

test("the published network has the parameters that the paper prints, and those of its biases and both pieces", () => {
  const asCounted = { ...havaei, pieces: 1, useBias: false };
  expect(counted(asCounted)).toBe(651_488);
  expect(counted(cascadeForm(asCounted))).toBe(802_368);
  expect(counted(havaei)).toBe(809_637);
});

test("maxout of two equal pieces is the piece, and of others the larger one, place by place", () => {
  tf.tidy(() => {
    const layer = new Maxout({ pieces: 2 });
    const a = noise([2, 3, 3, 4], "a");
    const b = noise([2, 3, 3, 4], "b");
    const of = (x: tfjs.Tensor, y: tfjs.Tensor) => layer.apply(tf.concat([x, y], -1)) as tfjs.Tensor;
    expect([...of(a, a).dataSync()]).toEqual([...a.dataSync()]);
    expect([...of(a, b).dataSync()]).toEqual([...tf.maximum(a, b).dataSync()]);
    expect(layer.computeOutputShape([null, 3, 3, 8])).toEqual([null, 3, 3, 4]);
  });
});

test("paths that end in maps of different sizes are refused with the kernel that fits", () => {
  expect(() => twoPathCnn({ ...smallTwoPath, global: { kernel: 8, filters: 24 } })).toThrow(
    "9 x 9 maps of the local path and 10 x 10 of the global one, of a patch of 17, expected maps of one size. Give the global path a kernel of 9.",
  );
});

test("a patch gives the logits that its middle pixel has in the whole image", () => {
  const before = tf.memory().numTensors;
  const network = twoPathCnn(smallTwoPath);
  initialize(network, stream(2, "two-path"), "glorot uniform");
  tf.tidy(() => {
    const image = noise([1, 40, 40, 1], "image") as tfjs.Tensor4D; // a 24 x 24 image and its margin
    const whole = network.apply(image) as tfjs.Tensor4D;
    expect(whole.shape).toEqual([1, 24, 24, 2]);
    for (const [y, x] of [
      [0, 0],
      [3, 17],
      [23, 23],
      [12, 5],
    ] as const) {
      // prettier-ignore
      const patch = network.apply(tf.slice(image, [0, y, x, 0], [1, 17, 17, 1])) as tfjs.Tensor4D;
      expect(patch.shape).toEqual([1, 1, 1, 2]);
      expectClose([patch], [tf.slice(whole, [0, y, x, 0], [1, 1, 1, 2])], 1e-5);
    }
  });
  network.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("a cascade is the second network on the image and the first one's probabilities, and trains the second alone", () => {
  const before = tf.memory().numTensors;
  const { cascade, first, second } = inputCascade(smallTwoPath, 36);
  initialize(first, stream(3, "first"), "glorot uniform");
  initialize(second, stream(3, "second"), "glorot uniform");
  expect(paramCount(cascade).trainable).toBe(paramCount(second).trainable);
  const patchwise = inputCascade(smallTwoPath);
  copyWeights(cascade, patchwise.cascade);
  tf.tidy(() => {
    const image = noise([1, 36, 36, 1], "cascade") as tfjs.Tensor4D; // 4 x 4 pixels in a margin of 16
    const whole = cascade.apply(image) as tfjs.Tensor4D;
    expect(whole.shape).toEqual([1, 4, 4, 2]);
    const seen = tf.concat([tf.slice(image, [0, 8, 8, 0], [1, 20, 20, 1]), tf.softmax(first.apply(image) as tfjs.Tensor4D)], -1); // prettier-ignore
    expectClose([second.apply(seen) as tfjs.Tensor], [whole], 1e-6);
    const patch = tf.slice(image, [0, 1, 2, 0], [1, 33, 33, 1]);
    expectClose(
      [patchwise.cascade.apply(patch) as tfjs.Tensor],
      [tf.slice(whole, [0, 1, 2, 0], [1, 1, 1, 2])],
      1e-5,
    );
  });
  cascade.dispose();
  patchwise.cascade.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
