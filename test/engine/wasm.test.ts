import type { LayersModel, Optimizer, Tensor, Tensor4D, Variable } from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { backend, conv, convTranspose, engineName, layers, numTensors, ready, tf } from "../../lib/engine";
import { ganStep } from "../../lib/training/gan-step";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "../training/tiny-gan";
import { cases } from "./cases";
import { difference, gradients, normals, secondGradients } from "./compare";

// Vitest gives each test file a process of its own: this one computes with WebAssembly.
vi.hoisted(() => {
  process.env["GRAFT_ENGINE"] = "wasm";
});

let listeners: number[] = [];
const errorListeners = () => [
  process.listenerCount("uncaughtException"),
  process.listenerCount("unhandledRejection"),
];

beforeAll(async () => {
  listeners = errorListeners();
  expect(() => tf.scalar(1).dataSync()).toThrow(/has not yet been initialized/); // never another engine in silence
  await ready();
});
afterAll(() => {
  delete process.env["GRAFT_ENGINE"];
});

/** Result of a function on tfjs' reference backend, plain JavaScript, which shares no kernel with WebAssembly. */
async function onReference<T>(f: () => T): Promise<T> {
  await tf.setBackend("cpu");
  try {
    return f();
  } finally {
    await tf.setBackend("wasm");
  }
}

describe("ready() with WebAssembly", () => {
  test("names the engine that computes", () => {
    expect(backend).toBe("wasm");
    expect(tf.getBackend()).toBe("wasm");
    expect(engineName()).toBe("TensorFlow.js 4.22.0 (WebAssembly, 1 thread)");
  });

  test("leaves errors to whoever handled them before", () => {
    expect(errorListeners()).toEqual(listeners);
  });
});

test.each(cases)(
  "WebAssembly computes $name, its gradients and second gradients",
  async ({ name, ours, plain, shapes }) => {
    const all = (f: (...inputs: Tensor[]) => Tensor): Tensor[] => {
      const inputs = shapes.map((shape, i) => normals(shape, name, i));
      return [f(...inputs), ...gradients(f, inputs), ...secondGradients(f, inputs)];
    };
    const computed = all(ours);
    const expected = await onReference(() => all(plain));
    computed.forEach((t, i) => {
      expect(difference(t, expected[i]!), `tensor ${i}`).toBeLessThan(1e-5);
    });
  },
);

describe("WebAssembly's gradients of a convolution", () => {
  const strides = [1, 2, 3].flatMap((stride) => [1, 2, 3, 5].map((k) => ({ stride, k })));
  // tfjs' own forward convolution gives zeros there for kernels between 1 and the stride on some sides (2 and 3 on 6)
  const possible = strides.filter(({ stride, k }) => k === 1 || k >= stride);
  const sides = possible.flatMap((s) => [5, 6].map((side) => ({ ...s, side })));

  test.each(sides)(
    "are right for kernel $k, stride $stride, side $side, valid and same",
    async ({ stride, k, side }) => {
      const all = (): Tensor[] =>
        (["same", "valid"] as const).flatMap((pad) => {
          const f = (x: Tensor, w: Tensor) =>
            tf.sum(tf.square(tf.conv2d(x as Tensor4D, w as Tensor4D, stride, pad)));
          return tf.grads(f)([normals([2, side, side + 1, 3], "x"), normals([k, k, 3, 4], "w")]);
        });
      const computed = all();
      const expected = await onReference(all);
      computed.forEach((t, i) => {
        expect(difference(t, expected[i]!), `tensor ${i}`).toBeLessThan(1e-5);
      });
    },
  );

  test("leave no tensor behind", () => {
    const [x, w, v] = [normals([2, 6, 6, 3], "x"), normals([4, 4, 3, 2], "w"), normals([4, 4, 1, 2], "v")];
    const f = (a: Tensor, b: Tensor, c: Tensor) =>
      tf.sum(convTranspose(conv(a as Tensor4D, b as Tensor4D, 2), c as Tensor4D, 2));
    const run = () => tf.dispose(tf.grads(f)([x, w, v]));
    run();
    const start = numTensors();
    run();
    expect(numTensors()).toBe(start);
  });
});

/** The gradients that an optimiser is given. */
function spied(optimizer: Optimizer, model: LayersModel, into: Tensor[]): void {
  const apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (grads) => {
    const named = grads as Record<string, Tensor>;
    for (const w of model.trainableWeights) into.push(tf.keep(named[(w.read() as Variable).name]!.clone()));
    apply(grads);
  };
}

test("WebAssembly trains a GAN with a gradient penalty as the reference does", async () => {
  const run = () => {
    const networks = { generator: tinyGenerator(8), discriminator: tinyDiscriminator(8, { dropout: 0.4 }) };
    const step = ganStep(networks, { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 });
    const grads: Tensor[] = [];
    spied(step.optimizers.discriminator, networks.discriminator, grads);
    spied(step.optimizers.generator, networks.generator, grads);
    const { discriminator, penalty } = step(tinyBatch(8, 4));
    return [discriminator, penalty, ...grads.slice(0, networks.discriminator.trainableWeights.length)];
  };
  const computed = run();
  const expected = await onReference(run);
  computed.forEach((t, i) => {
    const most = Math.max(...Array.from(expected[i]!.dataSync(), Math.abs));
    if (most > 1e-3) expect(difference(t, expected[i]!), `tensor ${i}`).toBeLessThan(1e-4); // not biases before batch norm
  });
});

test("WebAssembly has every kernel that a small residual classifier needs", async () => {
  const logits = () => {
    const image = tf.input({ shape: [16, 16, 1] });
    const at = (layer: unknown, x: unknown) => (layer as { apply(x: unknown): unknown }).apply(x);
    let x = at(
      layers.conv2d({ filters: 4, kernelSize: 7, strides: 2, padding: "same", useBias: false }),
      image,
    );
    x = at(layers.reLU(), at(layers.batchNormalization(), x));
    x = at(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" }), x);
    const branch = at(layers.conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: "same" }), x);
    const shortcut = at(layers.conv2d({ filters: 8, kernelSize: 1, strides: 2 }), x);
    x = at(layers.reLU(), at(layers.add(), [at(layers.batchNormalization(), branch), shortcut]));
    x = at(layers.dropout({ rate: 0.4 }), at(layers.globalAveragePooling2d({}), x));
    return tf.model({
      inputs: image,
      outputs: at(layers.dense({ units: 2 }), x) as ReturnType<typeof tf.input>,
    });
  };
  const run = () => {
    const model = logits();
    model.weights.forEach((w, i) =>
      w.write(tf.add(normals(w.shape as number[], "weight", i), w.originalName.includes("variance") ? 5 : 0)),
    );
    const optimizer = tf.train.rmsprop(1e-3, 0.9);
    const x = normals([4, 16, 16, 1], "x");
    const labels = tf.oneHot(tf.tensor1d([0, 1, 1, 0], "int32"), 2);
    const losses = [1, 2].map(() => {
      const { value, grads } = tf.variableGrads(
        () => tf.losses.softmaxCrossEntropy(labels, model.apply(x, { training: true }) as Tensor).asScalar(),
        model.trainableWeights.map((w) => w.read() as Variable),
      );
      optimizer.applyGradients(grads as never);
      return value;
    });
    return [...losses, tf.softmax(model.predict(x) as Tensor)];
  };
  const computed = run();
  const expected = await onReference(run);
  expect(difference(computed[0]!, expected[0]!)).toBeLessThan(1e-5);
  expect(difference(computed[1]!, expected[1]!)).toBeLessThan(1e-3); // RMSProp magnifies rounding
  expect(difference(computed[2]!, expected[2]!)).toBeLessThan(1e-2);
});
