import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../../core";
import { tf } from "../../engine";
import { stageInputs } from "./progressive-step";

/** Images per batch. */
const most = 50;

/** What a stage's generator is asked for. */
export interface StageRequest {
  /** (n, latentDim). */
  readonly latents: Float32Array;
  readonly latentDim: number;
  /** Share of the new layers; of a stage where they are fading in. */
  readonly alpha?: number | undefined;
  /** Maps (k, side, side, 1) of boxes, of a pair that has boxes: image i is given the map i mod k. */
  readonly boxes?: tfjs.Tensor4D | undefined;
}

/**
 * Images of a growing generator at its stage, cut to [-1, 1].
 * @returns (n, side, side, 1), one after the other
 */
export function stageImages(generator: tfjs.LayersModel, request: StageRequest): Float32Array {
  const { latents, latentDim, alpha, boxes } = request;
  const n = latents.length / latentDim;
  const parts = range(Math.ceil(n / most)).map((part) => {
    const [from, to] = [part * most, Math.min(n, (part + 1) * most)];
    const images = tf.tidy(() => {
      const z = tf.tensor(latents.slice(from * latentDim, to * latentDim), [to - from, latentDim]);
      const maps = boxes && tf.gather(boxes, tf.tensor1d(indicesBetween(from, to, boxes.shape[0]), "int32"));
      const share = alpha === undefined ? undefined : tf.fill([to - from, 1], alpha);
      return tf.clipByValue(generator.apply(stageInputs(z, maps, share)) as tfjs.Tensor, -1, 1);
    });
    const values = images.dataSync<"float32">();
    images.dispose();
    return values;
  });
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const indicesBetween = (from: number, to: number, count: number): number[] =>
  range(to - from).map((i) => (from + i) % count);
