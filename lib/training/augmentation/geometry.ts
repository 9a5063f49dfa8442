import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { tf, type Draws } from "../../engine";
import type { AugmentationAmounts } from "./amounts";
import { warp } from "./warp";

/**
 * Mirrors, turns and zooms each image about its centre and shifts it, in one resampling, so that it is blurred once. Not
 * differentiable: for images that come from data.
 */
export function geometry(images: Tensor4D, draws: Draws, amounts: AugmentationAmounts): Tensor4D {
  const { flip, rotation, shift, zoom, background } = amounts;
  return tf.tidy(() => {
    const [n, height, width] = images.shape;
    const within = (most: number, about = 0) => draws.uniform([n, 1], about - most, about + most);
    const matrices = fromOutput(
      {
        mirror: tf.sub(1, tf.mul(2, draws.chance([n, 1], flip))),
        angle: within((rotation * Math.PI) / 180),
        size: within(zoom, 1),
        right: within(shift * width),
        down: within(shift * height),
      },
      [(width - 1) / 2, (height - 1) / 2],
    );
    return warp(images, matrices, background);
  });
}

/** Changes of each image, in this order; each (n, 1). */
interface Movement {
  /** -1 mirrors. */
  readonly mirror: Tensor;
  /** In radians; turns the x axis (right) towards the y axis (down). */
  readonly angle: Tensor;
  readonly size: Tensor;
  /** In pixels. */
  readonly right: Tensor;
  readonly down: Tensor;
}

/** Source of each output pixel: the inverse of the movement, as `warp` takes it. */
function fromOutput({ mirror, angle, size, right, down }: Movement, [cx, cy]: [number, number]): Tensor2D {
  const [cos, sin] = [tf.div(tf.cos(angle), size), tf.div(tf.sin(angle), size)];
  const row = (x: Tensor, y: Tensor, centre: number): Tensor[] => {
    const start = tf.add(tf.mul(x, tf.add(right, cx)), tf.mul(y, tf.add(down, cy)));
    return [x, y, tf.sub(centre, start)];
  };
  const across = row(tf.mul(mirror, cos), tf.mul(mirror, sin), cx);
  const along = row(tf.neg(sin), cos, cy);
  const rest = tf.zerosLike(angle);
  return tf.concat([...across, ...along, rest, rest], 1) as Tensor2D;
}
