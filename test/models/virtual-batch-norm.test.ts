import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { VirtualBatchNorm } from "../../lib/models/virtual-batch-norm";
import { gradientError, randomTensor } from "./central-differences";

const [rows, epsilon] = [3, 1e-3];
/** Dense features, and maps: 3 of the reference and 2 others, far from mean 0. */
const shapes = [[[5, 4]], [[5, 2, 3, 4]]] as const;
const inputOf = (shape: readonly number[]): Tensor => tf.add(tf.mul(randomTensor(shape, "x"), 2), 3);

function layerOf(shape: readonly number[]): VirtualBatchNorm {
  const layer = new VirtualBatchNorm({ name: "norm", epsilon, center: true, scale: true, rows });
  layer.apply(tf.input({ shape: shape.slice(1) }));
  const channels = shape.at(-1)!;
  layer.setWeights([
    tf.linspace(0.5, 2, channels),
    tf.linspace(-1, 1, channels),
    tf.zeros([channels]),
    tf.ones([channels]),
  ]);
  return layer;
}

/** As it is published: mean and mean square of the reference and the example, number by number. */
function plainly(x: Tensor, layer: VirtualBatchNorm): number[] {
  const values = x.dataSync();
  const [n, channels] = [x.shape[0]!, x.shape.at(-1)!];
  const places = values.length / n / channels;
  const [gamma, beta] = layer.getWeights().map((w) => w.dataSync());
  const result: number[] = new Array<number>(values.length).fill(NaN);
  const at = (i: number, place: number, c: number): number => (i * places + place) * channels + c;
  for (let c = 0; c < channels; c++) {
    const means = (from: number, to: number): [mean: number, meanSquare: number] => {
      let [sum, squares] = [0, 0];
      for (let i = from; i < to; i++)
        for (let place = 0; place < places; place++) {
          const value = values[at(i, place, c)]!;
          sum += value;
          squares += value ** 2;
        }
      const count = (to - from) * places;
      return [sum / count, squares / count];
    };
    const [mean, meanSquare] = means(0, rows);
    for (let i = 0; i < n; i++) {
      const [own, ownSquare] = means(i, i + 1);
      const isReference = i < rows;
      const m = isReference ? mean : (rows * mean + own) / (rows + 1);
      const square = isReference ? meanSquare : (rows * meanSquare + ownSquare) / (rows + 1);
      for (let place = 0; place < places; place++) {
        const k = at(i, place, c);
        result[k] = (gamma![c]! * (values[k]! - m)) / Math.sqrt(square - m ** 2 + epsilon) + beta![c]!;
      }
    }
  }
  return result;
}

test.each(shapes)(
  "VirtualBatchNorm gives in training what loops over numbers give, and keeps it for later: %j",
  (shape) => {
    const before = numTensors();
    const layer = layerOf(shape);
    const x = inputOf(shape);
    const expected = plainly(x, layer);
    const y = layer.apply(x, { training: true }) as Tensor;
    y.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
    const others = layer.apply(tf.slice(x, rows)) as Tensor; // with the statistics that it kept
    const part = expected.slice((expected.length * rows) / 5);
    others.dataSync().forEach((value, i) => expect(value).toBeCloseTo(part[i]!, 4));
    const last = layer.apply(tf.slice(x, 4)) as Tensor; // without its mate
    last.dataSync().forEach((value, i) => expect(value).toBeCloseTo(part[part.length / 2 + i]!, 4));
    layer.dispose();
    expect(numTensors()).toBeLessThan(before + 16); // this test's own tensors
  },
);

test.each(shapes)(
  "VirtualBatchNorm's gradients are central differences', through the reference too: %j",
  (shape) => {
    const layer = layerOf(shape);
    const [x, others] = [inputOf(shape), inputOf([2, ...shape.slice(1)])];
    expect(gradientError((t) => layer.apply(t, { training: true }) as Tensor, [x])).toBeLessThan(0.01);
    expect(gradientError((t) => layer.apply(t) as Tensor, [others])).toBeLessThan(0.01);
  },
);
