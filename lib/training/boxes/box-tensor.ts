import type * as tfjs from "@tensorflow/tfjs";
import type { BoundingBox } from "../../data/boxes/bounding-box";
import { boxMaps } from "../../data/boxes/box-map";
import { tf } from "../../engine";

/** The maps of several images' boxes as a network takes them: (n, size, size, 1), 0 outside, 1 inside; the caller disposes it. */
export function boxTensor(boxes: readonly (readonly BoundingBox[])[], size: number): tfjs.Tensor4D {
  return tf.tensor4d(boxMaps(boxes, size), [boxes.length, size, size, 1]);
}
