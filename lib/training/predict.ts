import type * as tfjs from "@tensorflow/tfjs";
import type { ImageSet, Role } from "../data/image-set";
import { tf } from "../engine";

/**
 * A classifier's logits in inference mode, one row an image; an image's row does not depend on its neighbours.
 * @param model images (batch, size, size, 1) to logits (batch, classes)
 */
export function logitsOf(model: tfjs.LayersModel, set: ImageSet<Role>): number[][] {
  const area = set.size * set.size;
  const rows: number[][] = [];
  for (let at = 0; at < set.ids.length; at += 64) {
    const count = Math.min(64, set.ids.length - at);
    const logits = tf.tidy(() => {
      const pixels = set.pixels.slice(at * area, (at + count) * area);
      const x = tf.tensor4d(pixels, [count, set.size, set.size, 1]);
      return model.apply(x, { training: false }) as tfjs.Tensor2D;
    });
    rows.push(...logits.arraySync());
    logits.dispose();
  }
  return rows;
}
