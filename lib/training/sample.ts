import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import { inference, inParts, partsOf } from "./inference";

/** Images a batch. */
const most = 50;

/**
 * n images of a generator in inference mode.
 * @param random the stream that the latents z ~ N(0, 1) are drawn from
 * @returns (n, size, size, 1) in [-1, 1], one image after the other
 */
export function sampleImages(
  generator: tfjs.LayersModel,
  random: Random,
  latentDim: number,
  n: number,
): Float32Array {
  const network = inference(generator, partsOf(n, most));
  const next = (count: number): Float32Array => random.normals(count * latentDim);
  try {
    return inParts(network.run, { count: n, shape: [latentDim], next }, most);
  } finally {
    network.dispose();
  }
}
