import type { Tensor4D } from "@tensorflow/tfjs";
import { cpus } from "node:os";
import { stream } from "../../core";
import { compile, ready, tf, winograd } from "../../engine";
import type { ConvolutionSize, MeasuredSize } from "../../engine/measured-sizes";

const rounds = 7;

/** Sizes that the project's networks have, at the image sides of the bench; batches as they are trained with. */
const sizes: readonly (ConvolutionSize & { readonly batch: number })[] = [
  ...[64, 128].flatMap((channels) =>
    [8, 16, 32, 64].map((side) => ({ kernel: 5, side, inputs: channels, outputs: channels, batch: 16 })),
  ),
  ...[4, 8, 16, 32].map((side) => ({ kernel: 3, side, inputs: 64, outputs: 64, batch: 32 })),
  ...[4, 8, 16].map((side) => ({ kernel: 3, side, inputs: 128, outputs: 128, batch: 32 })),
  ...[4, 8].map((side) => ({ kernel: 3, side, inputs: 256, outputs: 256, batch: 32 })),
  { kernel: 3, side: 4, inputs: 512, outputs: 512, batch: 32 },
];

/** `npm run bench -- convolutions`: measures Winograd against TensorFlow's own and prints the rows of measured-sizes.ts. */
export async function benchConvolutions(): Promise<number> {
  await ready();
  console.log(`// ${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()} x ${cpus().length}`);
  for (const size of sizes) {
    const measured: MeasuredSize = { ...size, ratio: ratioOf(size) };
    console.log(
      `  ${JSON.stringify(measured)
        .replace(/"(\w+)":/g, " $1: ")
        .replace("}", " }")},`,
    );
  }
  return 0;
}

/** Forward and backward, both compiled, in turn; of the fastest rounds. */
function ratioOf({ kernel, side, inputs, outputs, batch }: (typeof sizes)[number]): number {
  const random = stream(1, "bench", kernel, side, inputs);
  const x = tf.tensor4d(random.normals(batch * side * side * inputs), [batch, side, side, inputs]);
  const w = tf.tensor4d(random.normals(kernel * kernel * inputs * outputs), [
    kernel,
    kernel,
    inputs,
    outputs,
  ]);
  const dy = tf.tensor4d(random.normals(batch * side * side * outputs), [batch, side, side, outputs]);
  const both = [
    (map: Tensor4D, taps: Tensor4D) => winograd(map, taps),
    (map: Tensor4D, taps: Tensor4D) => tf.conv2d(map, taps, 1, "same"),
  ].map((convolve) =>
    compile((a: Tensor4D, b: Tensor4D, c: Tensor4D) => {
      const back = tf.valueAndGrads((p, q) => convolve(p as Tensor4D, q as Tensor4D));
      const { value, grads } = back([a, b], c);
      return [value, ...grads].map((result) => tf.sum(result)); // so that none is left out
    }),
  );
  const fastest = [Infinity, Infinity];
  for (let round = 0; round <= rounds; round++)
    both.forEach((run, i) => {
      const began = performance.now();
      tf.tidy(() => run(x, w, dy).map((sum) => sum.dataSync()));
      if (round > 0) fastest[i] = Math.min(fastest[i] as number, performance.now() - began);
    });
  for (const run of both) run.dispose();
  tf.dispose([x, w, dy]);
  return Number(((fastest[0] as number) / (fastest[1] as number)).toFixed(2));
}
