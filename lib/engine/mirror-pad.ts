import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { range } from "../core/arrays";
import { backend } from "./backend";
import { attribute, floats, integers, run } from "./binding";
import { differentiable } from "./gradient";
import { tf } from "./tf";

/**
 * Maps (n, h, w, channels) with a border of `padding` pixels that mirrors them, the outermost row and column not repeated. Derivatives of
 * every order are right, unlike `tf.mirrorPad`'s: that one's gradient leaves out what the border gives back (tfjs 4.22).
 *
 * @param padding less than h and w
 */
export function mirrorPad(x: Tensor4D, padding: number): Tensor4D {
  if (backend !== "native") return tf.tidy(() => mirrored(mirrored(x, 1, padding), 2, padding));
  return tf.tidy(() => padded(x, padding) as Tensor4D);
}

const operation = (op: "MirrorPad" | "MirrorPadGrad", x: Tensor, padding: number): Tensor => {
  const sides = tf.tensor2d([0, 0, padding, padding, padding, padding, 0, 0], [4, 2], "int32");
  const result = run(op, [floats("T"), integers("Tpaddings"), attribute("mode", "REFLECT")], [x, sides]);
  sides.dispose();
  return result;
};

/** Linear in x, and so is its gradient in dy: each is the other's. */
function padded(x: Tensor, padding: number): Tensor {
  return differentiable([x], (input) => ({
    value: input.shape.at(-1)! < 32 ? operation("MirrorPad", input, padding) : picked(input, padding),
    saved: [],
    backward: (dy) => [gathered(dy, padding)],
  }));
}

/** What MirrorPad gives, picked pixel by pixel: with it a step of CycleGAN takes 0.96 of its time. */
function picked(x: Tensor, padding: number): Tensor {
  const [n, h, w, channels] = x.shape as [number, number, number, number];
  const mirror = (length: number) =>
    range(length + 2 * padding).map((i) => {
      const from = Math.abs(i - padding);
      return from < length ? from : 2 * (length - 1) - from;
    });
  const indices = range(n).flatMap((image) =>
    mirror(h).flatMap((i) => mirror(w).map((j) => (image * h + i) * w + j)),
  );
  return tf.tidy(() => {
    const pixels = tf.gather(tf.reshape(x, [n * h * w, channels]), tf.tensor1d(indices, "int32"));
    return tf.reshape(pixels, [n, h + 2 * padding, w + 2 * padding, channels]);
  });
}

function gathered(dy: Tensor, padding: number): Tensor {
  return differentiable([dy], (input) => ({
    value: operation("MirrorPadGrad", input, padding),
    saved: [],
    backward: (u) => [padded(u, padding)],
  }));
}

/** Mirrored along one axis, of operations whose gradients tfjs has right. */
function mirrored(x: Tensor4D, axis: 1 | 2, padding: number): Tensor4D {
  const side = x.shape[axis];
  const part = (from: number): Tensor4D => {
    const begin = [0, 0, 0, 0].with(axis, from) as [number, number, number, number];
    const size = [...x.shape].with(axis, padding) as [number, number, number, number];
    return tf.reverse(tf.slice(x, begin, size), axis);
  };
  return tf.concat([part(1), x, part(side - 1 - padding)], axis);
}
