import type { LayersModel, NamedTensorMap, Optimizer, Tensor, Variable } from "@tensorflow/tfjs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import type { GanBatch } from "../../lib/training/gan-batch";
import { ganStep, type GanLosses, type GanStep } from "../../lib/training/gan-step";
import type { GanStepOptions } from "../../lib/training/gan-step-options";
import { gradientPenalty } from "../../lib/training/gan-penalty";
import { expectClose } from "../engine/compare";
import { leastSquares } from "./own-loss";
import { composedDiscriminator, plain, tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
const size = 8;
const pair = (more = {}) => ({
  generator: tinyGenerator(size, more),
  discriminator: tinyDiscriminator(size, more),
});
const numbers = (tensors: readonly Tensor[]): number[][] => tensors.map((t) => Array.from(t.dataSync()));
const trainables = (model: LayersModel): Variable[] =>
  model.trainableWeights.map((w) => w.read() as Variable);
const averages = (model: LayersModel): Tensor[] =>
  model.weights.filter((w) => !w.trainable).map((w) => w.read());
const read = (losses: GanLosses) => ({
  discriminator: losses.discriminator.dataSync()[0]!,
  generator: losses.generator.dataSync()[0]!,
  penalty: losses.penalty.dataSync()[0]!,
});
const dispose = (losses: GanLosses): void =>
  tf.dispose([losses.discriminator, losses.generator, losses.penalty]);

/** Calls a function when an optimiser is about to move its network, with the gradients. */
function before(optimizer: Optimizer, look: (grads: NamedTensorMap) => void): void {
  const apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (grads) => {
    look(grads as NamedTensorMap);
    apply(grads);
  };
}

/** The gradients of one step to both networks, by the place of their weights. */
function captured(
  networks: ReturnType<typeof pair>,
  step: GanStep,
  batch: GanBatch,
): Record<"generator" | "discriminator", Tensor[]> {
  const found = { generator: [] as Tensor[], discriminator: [] as Tensor[] };
  for (const which of ["generator", "discriminator"] as const)
    before(step.optimizers[which], (grads) => {
      found[which] = trainables(networks[which]).map((v) => tf.keep(grads[v.name]!.clone()));
    });
  dispose(step(batch));
  return found;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("ganStep() moves", () => {
  test("the discriminator first, and leaves it bit-identical in the generator's step, averages included", () => {
    const networks = pair();
    const step = ganStep(networks, options);
    const start = numbers(trainables(networks.generator));
    let atGenerator: number[][] = [];
    before(step.optimizers.discriminator, () => {
      expect(numbers(trainables(networks.generator))).toEqual(start); // the discriminator's step moves no generator
    });
    const first = numbers(trainables(networks.discriminator));
    before(step.optimizers.generator, () => {
      atGenerator = numbers(networks.discriminator.weights.map((w) => w.read()));
    });
    dispose(step(tinyBatch(size, 4)));
    expect(numbers(networks.discriminator.weights.map((w) => w.read()))).toEqual(atGenerator);
    trainables(networks.discriminator).forEach((v, i) => {
      expect(Array.from(v.dataSync()), v.name).not.toEqual(first[i]);
    });
    trainables(networks.generator).forEach((v, i) => {
      expect(Array.from(v.dataSync()), v.name).not.toEqual(start[i]);
    });
  });

  test("the discriminator's averages by its real, then its fake batch, and by nothing else", () => {
    const networks = pair();
    const twin = pair();
    const batch = tinyBatch(size, 4);
    dispose(ganStep(networks, options)(batch));
    const fake = twin.generator.apply(batch.latentD, { training: true }) as Tensor;
    for (const seen of [tf.add(batch.real, batch.noiseReal), tf.add(fake, batch.noiseFake)])
      twin.discriminator.apply(seen, { training: true });
    expect(numbers(averages(networks.discriminator))).toEqual(numbers(averages(twin.discriminator)));
  });

  test("the generator so that the discriminator's logit of its images rises", () => {
    const discriminator = tf.sequential({
      layers: [layers.flatten({ inputShape: [size, size, 1] }), layers.dense({ units: 1 })],
    });
    discriminator.setWeights([tf.fill([size * size, 1], 1 / (size * size)), tf.zeros([1])]); // D(x) = mean(x)
    const generator = tinyGenerator(size);
    const batch = tinyBatch(size, 4);
    const mean = () => tf.mean(generator.apply(batch.latentG, { training: true }) as Tensor).dataSync()[0]!;
    const start = mean();
    dispose(ganStep({ generator, discriminator }, { ...options, penaltyWeight: 0 })(batch));
    expect(mean()).toBeGreaterThan(start + 1e-4);
  });

  test("every step the same way from the same start", () => {
    const [one, two] = [pair(), pair()].map((networks) => {
      const step = ganStep(networks, options);
      const losses = [1, 2, 3].map((seed) => read(step(tinyBatch(size, 4, seed))));
      return { losses, weights: numbers(networks.generator.weights.map((w) => w.read())) };
    });
    expect(one).toEqual(two);
  });
});

describe("ganStep() computes", () => {
  test("tf.layers' losses and gradients when there is no penalty", () => {
    const networks = pair();
    const reference = pair(plain);
    const batch = tinyBatch(size, 4);
    const ours = captured(networks, ganStep(networks, { ...options, penaltyWeight: 0 }), batch);
    const theirs = captured(reference, ganStep(reference, { ...options, penaltyWeight: 0 }), batch);
    for (const which of ["discriminator", "generator"] as const) {
      const large = theirs[which].map((g) => tf.max(tf.abs(g)).dataSync()[0]! > 1e-5); // the rest: biases before batch norm
      expect(large.filter(Boolean).length).toBeGreaterThan(6);
      expectClose(
        ours[which].filter((_, i) => large[i]),
        theirs[which].filter((_, i) => large[i]),
        1e-5 * (which === "generator" ? 10 : 1),
      );
    }
    const [a, b] = [pair(), pair(plain)].map((n) =>
      read(ganStep(n, { ...options, penaltyWeight: 0 })(batch)),
    );
    expect(Math.abs(a!.discriminator / b!.discriminator - 1)).toBeLessThan(1e-5);
    expect(a!.penalty).toBe(0);
  });

  test("the composed network's discriminator loss, penalty and gradients", () => {
    const networks = pair();
    const twin = pair();
    const batch = tinyBatch(size, 4);
    const variables = trainables(twin.discriminator);
    const d = composedDiscriminator(twin.discriminator);
    const real = tf.add(batch.real, batch.noiseReal);
    const fake = tf.add(twin.generator.apply(batch.latentD, { training: true }) as Tensor, batch.noiseFake);
    const between = tf.add(tf.mul(batch.mix, real), tf.mul(tf.sub(1, batch.mix), fake));
    const penalty = () => {
      const slope = tf.grad((x) => tf.sum(d(x)))(between);
      return tf.mean(tf.square(tf.sub(tf.sqrt(tf.sum(tf.square(slope), [1, 2, 3])), 1)));
    };
    const expected = tf.variableGrads(() => {
      const loss = tf.add(tf.mean(tf.softplus(tf.neg(d(real)))), tf.mean(tf.softplus(d(fake))));
      return tf.add(loss, tf.mul(10, penalty())).asScalar();
    }, variables);
    const step = ganStep(networks, options);
    let grads: Tensor[] = [];
    before(step.optimizers.discriminator, (g) => {
      grads = trainables(networks.discriminator).map((v) => tf.keep(g[v.name]!.clone()));
    });
    const losses = read(step(batch));
    expect(losses.discriminator / expected.value.dataSync()[0]!).toBeCloseTo(1, 5);
    expect(losses.penalty / penalty().dataSync()[0]!).toBeCloseTo(1, 5);
    variables.forEach((v, i) => {
      const theirs = expected.grads[v.name]!;
      if (tf.max(tf.abs(theirs)).dataSync()[0]! > 1e-3) expectClose([grads[i]!], [theirs], 1e-4);
    });
  });

  test("with the targets it is given: all inverted they swap real and fake", () => {
    const batch = tinyBatch(size, 4);
    const inverted = { ...batch, targetsReal: batch.targetsFake, targetsFake: batch.targetsReal };
    const loss = (b: GanBatch) => read(ganStep(pair(), { ...options, penaltyWeight: 0 })(b)).discriminator;
    const logits = (twin = pair()) => {
      const fake = twin.generator.apply(batch.latentD, { training: true }) as Tensor;
      return [tf.add(batch.real, batch.noiseReal), tf.add(fake, batch.noiseFake)].map(
        (x) => tf.mean(twin.discriminator.apply(x, { training: true }) as Tensor).dataSync()[0]!,
      );
    };
    const [real, fake] = logits();
    // softplus(d) - t d: inverting both targets adds mean d(real) - mean d(fake)
    expect(loss(inverted) - loss(batch)).toBeCloseTo(real! - fake!, 4);
  });

  test("the slopes of a loss of one's own: its gradients are the finite differences of its value", () => {
    const batch = tinyBatch(size, 4);
    // nothing moves: what is measured is one network's loss on the weights that the step began with
    const own = { ...options, penaltyWeight: 0, loss: leastSquares, learningRate: 0 };
    const networks = pair();
    const grads = captured(networks, ganStep(networks, own), batch);
    const by = 2e-3;
    for (const which of ["discriminator", "generator"] as const) {
      const place = grads[which].length - 2; // the last kernel
      const [slopes] = numbers([grads[which][place]!]);
      const steepest = slopes!.map(Math.abs).indexOf(Math.max(...slopes!.map(Math.abs)));
      const [low, high] = [-by, by].map((move) => {
        const moved = pair();
        const variable = trainables(moved[which])[place]!;
        const values = variable.dataSync();
        values[steepest]! += move;
        variable.assign(tf.tensor(values, variable.shape));
        return read(ganStep(moved, own)(batch))[which];
      });
      expect(Math.abs(slopes![steepest]!)).toBeGreaterThan(0.1);
      expect((high! - low!) / (2 * by) / slopes![steepest]!).toBeCloseTo(1, 2);
    }
  });

  test.each<[string, Partial<GanStepOptions>]>([
    [
      "the discriminator's loss",
      { loss: { ...leastSquares, discriminator: (real, fake) => tf.sub(fake, real) } },
    ],
    ["the generator's loss", { loss: { ...leastSquares, generator: (fake) => tf.neg(fake) } }],
    ["the penalty", { penalty: { ...gradientPenalty, value: (d, real) => tf.square(d(real)) } }],
  ])("%s must be one number: one per image is refused by name", (what, own) => {
    const step = ganStep(pair(), { ...options, ...own });
    expect(() => step(tinyBatch(size, 4))).toThrow(
      new RegExp(`Cannot train the GAN: ${what} ".+" of shape \\[4, 1\\], expected one number`),
    );
  });

  test("nothing on the JavaScript side: no value is read back", () => {
    const step = ganStep(
      { generator: tinyGenerator(size), discriminator: tinyDiscriminator(size, { dropout: 0.4 }) },
      options,
    );
    const batch = tinyBatch(size, 4);
    const backend = tf.backend();
    const [sync, later] = [vi.spyOn(backend, "readSync"), vi.spyOn(backend, "read")];
    dispose(step(batch));
    expect(sync).not.toHaveBeenCalled();
    expect(later).not.toHaveBeenCalled();
  });

  test("with a new dropout mask each time", () => {
    const run = (seed: number) => {
      const networks = {
        generator: tinyGenerator(size),
        discriminator: tinyDiscriminator(size, { dropout: 0.4 }),
      };
      const step = ganStep(networks, { ...options, learningRate: 0 });
      return [0, 1].map(() => read(step(tinyBatch(size, 4, seed))).discriminator);
    };
    const [first, second] = run(1);
    expect(Math.abs(first! - second!)).toBeGreaterThan(1e-4);
    expect(run(1)).toEqual([first, second]);
  });
});

describe("ganStep() holds memory:", () => {
  test.each([0, 10])("it leaves three tensors, its losses, with a penalty of weight %d", (penaltyWeight) => {
    const step = ganStep(pair(), { ...options, penaltyWeight });
    const batch = tinyBatch(size, 4);
    dispose(step(batch)); // makes the optimisers' slots
    const start = numTensors();
    const losses = step(batch);
    expect(numTensors()).toBe(start + 3);
    dispose(losses);
    for (let i = 0; i < 5; i++) dispose(step(batch));
    expect(numTensors()).toBe(start);
  });

  test("a step that throws leaves no tensor and the discriminator's averages", () => {
    const networks = pair();
    const step = ganStep(networks, options);
    const batch = tinyBatch(size, 4);
    dispose(step(batch));
    const start = numTensors();
    const wrong = tf.zeros([4, 3]); // latents of another length
    expect(() => step({ ...batch, latentG: wrong as GanBatch["latentG"] })).toThrow();
    step.optimizers.discriminator.applyGradients = () => {
      throw new Error("full");
    };
    expect(() => step(batch)).toThrow("full");
    wrong.dispose();
    expect(numTensors()).toBe(start);
  });
});
