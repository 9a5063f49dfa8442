import { join } from "node:path";
import type { Scalar, Sequential, Tensor, Variable } from "@tensorflow/tfjs";
import { afterEach, describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { layers, numTensors, tf, useCompute } from "../../lib/engine";
import { hinge, loadKeras, r1, trainGan, type GanOptions } from "../../lib/training";
import { ganTraining } from "../../lib/training/gan-training";
import { spectralNorm } from "../../lib/training/spectral-norm";
import { expectClose, normals } from "../engine/compare";
import golden from "../golden/gan-variants.json";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyDiscriminator } from "./tiny-gan";

const value = (t: Tensor): number => t.dataSync()[0]!;
const random = () => stream(1, "spectral");
const apply = (model: Sequential, x: Tensor): Tensor => model.apply(x, { training: true }) as Tensor;

describe("spectralNorm() on the reference's matrix", () => {
  const { W, sigma_after_iterations, true_sigma } = golden.spectral_norm;
  const dense = () => {
    const model = tf.sequential({ layers: [layers.dense({ inputShape: [4], units: 3 })] });
    model.setWeights([tf.transpose(tf.tensor2d(W)), tf.zeros([3])]); // W is (out, in), a kernel (in, out)
    const norm = spectralNorm(model, random());
    norm.restore({ "0.u": Float32Array.of(1, 0, 0), "0.v": new Float32Array(4) });
    return { model, norm };
  };
  /** sigma: what the kernel is divided by. */
  const sigma = ({ model, norm }: ReturnType<typeof dense>): number =>
    W[0]![0]! / norm.within(() => value(model.trainableWeights[0]!.read()));

  test("has its sigma after each iteration, and 1 for the true norm after 50", () => {
    const both = dense();
    for (const expected of sigma_after_iterations) {
      both.norm.update();
      expect(sigma(both)).toBeCloseTo(expected, 5);
    }
    for (let i = 0; i < 45; i++) both.norm.update();
    expect(sigma(both) / true_sigma).toBeCloseTo(1, 3);
  });

  test("has its gradient: through sigma, not through the singular vectors", () => {
    const { u, v, upstream, gradient, without_sigma } = golden.spectral_gradient;
    const { model, norm } = dense();
    norm.restore({ "0.u": Float32Array.from(u), "0.v": Float32Array.from(v) });
    const kernel = model.trainableWeights[0]!;
    const { grads } = tf.variableGrads(
      () => norm.within(() => tf.sum(tf.mul(kernel.read(), tf.transpose(tf.tensor2d(upstream))))),
      [kernel.read() as Variable],
    );
    const found = tf.transpose(grads[(kernel.read() as Variable).name]!);
    expectClose([found], [tf.tensor2d(gradient)], 1e-6);
    expect(value(tf.max(tf.abs(tf.sub(found, tf.tensor2d(without_sigma)))))).toBeGreaterThan(0.1);
  });
});

describe("spectralNorm()", () => {
  test("takes the outputs of a transposed convolution from its third axis: the same norm as the convolution's", () => {
    const kernel = normals([3, 3, 2, 5], "kernel");
    const conv = tf.sequential({
      layers: [layers.conv2d({ inputShape: [8, 8, 2], filters: 5, kernelSize: 3, padding: "same" })],
    });
    const transposed = tf.sequential({
      layers: [layers.conv2dTranspose({ inputShape: [8, 8, 2], filters: 5, kernelSize: 3, padding: "same" })],
    });
    conv.setWeights([kernel, tf.zeros([5])]);
    transposed.setWeights([tf.transpose(kernel, [0, 1, 3, 2]), tf.zeros([5])]);
    const [first, second] = [conv, transposed].map((model) => {
      const norm = spectralNorm(model, random());
      for (let i = 0; i < 60; i++) norm.update();
      return norm.within(() => value(tf.norm(model.trainableWeights[0]!.read())));
    });
    expect(first! / second!).toBeCloseTo(1, 5);
  });

  test("moves nothing but at update(): two passes are equal, kernels read as they are outside, and no tensor is left", () => {
    const model = tinyDiscriminator(8, { normalised: false });
    const before = numTensors();
    const norm = spectralNorm(model, random());
    const x = normals([3, 8, 8, 1], "x");
    const own = model.trainableWeights.map((w) => Array.from(w.read().dataSync()));
    const pass = () => Array.from(tf.tidy(() => norm.within(() => apply(model, x))).dataSync());
    tf.tidy(() => {
      const first = pass();
      expect(pass()).toEqual(first);
      const state = norm.state();
      expect(norm.state()).toEqual(state);
      norm.update();
      expect(pass()).not.toEqual(first);
      norm.restore(state);
      expect(pass()).toEqual(first);
      const putBack = norm.divide();
      expect(Array.from(apply(model, x).dataSync())).toEqual(first);
      putBack();
    });
    expect(model.trainableWeights.map((w) => Array.from(w.read().dataSync()))).toEqual(own);
    x.dispose();
    norm.dispose();
    expect(numTensors()).toBe(before);
  });

  test("under R1 the penalty's slope runs through sigma too: finite differences on a dense net of two layers", () => {
    const model = tf.sequential({
      layers: [
        layers.flatten({ inputShape: [2, 2, 1] }),
        layers.dense({ units: 5 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dense({ units: 1 }),
      ],
    });
    model.setWeights([
      normals([4, 5], "a"),
      tf.tensor1d([9, -9, 9, -9, 9]), // no rectifier changes sides
      normals([5, 1], "b"),
      tf.zeros([1]),
    ]);
    const norm = spectralNorm(model, random());
    const images = normals([3, 2, 2, 1], "images");
    const measure = (): Scalar =>
      r1.value((x) => norm.within(() => apply(model, x)), images, images, images).asScalar();
    const kernels = [0, 2].map((i) => model.trainableWeights[i]!.read() as Variable);
    const { grads } = tf.variableGrads(measure, kernels);
    for (const kernel of kernels) {
      const found = grads[kernel.name]!.dataSync();
      const start = kernel.dataSync().slice();
      const most = Math.max(...found.map(Math.abs));
      found.forEach((gradient, i) => {
        const at = (by: number): number => {
          kernel.assign(
            tf.tensor(
              start.map((x, k) => (k === i ? x + by : x)),
              kernel.shape,
            ),
          );
          return value(measure());
        };
        const slope = (at(1e-2) - at(-1e-2)) / 2e-2;
        expect(Math.abs(slope - gradient)).toBeLessThan(0.01 * Math.max(most, 1e-2));
      });
      kernel.assign(tf.tensor(start, kernel.shape));
    }
  });
});

describe("a training by hinge and spectral norm", () => {
  afterEach(() => useCompute({ mode: "eager" }));
  const spec = {
    ...tinySpec,
    name: "tiny, spectral norm",
    spectralNorm: true as const,
    discriminator: (size: number) => tinyDiscriminator(size, { normalised: false }),
  };
  const train = squares("train", 12, () => 1);
  const options = (): GanOptions =>
    tinyOptions({ loss: hinge, penaltyWeight: 0, flipProbability: 0, epochs: 3 });

  test("compiles, and interrupted and gone on it ends bit by bit as if not interrupted", async () => {
    useCompute({ mode: "graph" });
    const said: unknown[] = [];
    const { log } = console;
    console.log = (text: unknown) => said.push(text);
    const before = numTensors();
    try {
      await expectResumesExactly(train, spec, options);
      expect(numTensors()).toBe(before);
    } finally {
      console.log = log;
    }
    expect(said.filter((text) => String(text).includes("Cannot compile"))).toEqual([]);
  });

  test("saves a discriminator whose kernels have norm 1, and trains on with its own", async () => {
    const training = ganTraining(train, spec, options());
    for (let i = 0; i < 3; i++) training.step();
    const own = Array.from(training.discriminator.trainableWeights[0]!.read().dataSync());
    training.divideKernels()();
    expect(Array.from(training.discriminator.trainableWeights[0]!.read().dataSync())).toEqual(own);
    training.dispose();
    const gan = await trainGan(train, spec, options());
    const saved = await loadKeras(join(gan.folder, "discriminator.h5"));
    for (const weight of saved.trainableWeights.filter((w) => w.originalName.endsWith("kernel"))) {
      const kernel = weight.read();
      const matrix = tf.reshape(kernel, [-1, kernel.shape.at(-1)!]);
      // the first singular value by 200 iterations of its own
      let x = tf.ones([matrix.shape[1]!, 1]);
      for (let i = 0; i < 200; i++) {
        const next = tf.matMul(tf.matMul(matrix, matrix, true), x as never);
        x = tf.div(next, tf.norm(next));
      }
      expect(value(tf.norm(tf.matMul(matrix, x as never)))).toBeCloseTo(1, 1);
    }
    saved.dispose();
  });
});
