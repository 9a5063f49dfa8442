import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import { tf } from "../engine";

/**
 * n images of a generator in inference mode.
 * @param random the stream that the latents z ~ N(0, 1) are drawn from
 * @returns (n, size, size, 1) in [-1, 1], one image after the other
 */
export function images(
  generator: tfjs.LayersModel,
  random: Random,
  latentDim: number,
  n: number,
): Float32Array {
  const most = 100;
  const parts: Float32Array[] = [];
  for (let at = 0; at < n; at += most) {
    const count = Math.min(most, n - at);
    const made = tf.tidy(() => {
      const z = tf.tensor2d(random.normals(count * latentDim), [count, latentDim]);
      return generator.apply(z, { training: false }) as tfjs.Tensor;
    });
    parts.push(made.dataSync<"float32">()); // not inside the tidy, which would walk through every number
    made.dispose();
  }
  const all = new Float32Array(parts.reduce((sum, p) => sum + p.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}
