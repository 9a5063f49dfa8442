import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { numTensors } from "../../lib/engine";
import { resnet } from "../../lib/models";
import { classical, logitsOf, trainClassifier, type ClassifierOptions } from "../../lib/training";
import { squares } from "./tiny";

const options: ClassifierOptions = {
  epochs: 6,
  stepsPerEpoch: 4,
  batchSize: 8,
  learningRate: 1e-3,
  patience: 5,
  seed: 1,
  name: "test",
};
const alternating = (i: number) => (i % 2) as 0 | 1;
const train = squares("train", 32, alternating);
const validation = squares("validation", 16, alternating);
const build = (seed = 1, dropout = 0.4) =>
  resnet({ depth: "18", inputShape: [8, 8, 1], classes: 2, filters: 4, dropout, seed });

test("trainClassifier() learns, keeps the best epoch, repeats for a seed and leaks no tensor", async () => {
  const runs = [];
  const warm = build();
  await trainClassifier(warm, train, validation, { ...options, epochs: 1 }); // makes what is kept once for all
  warm.dispose();
  for (let i = 0; i < 2; i++) {
    const before = numTensors();
    const model = build();
    const history = await trainClassifier(model, train, validation, options);
    const logits = logitsOf(model, validation);
    model.dispose();
    expect(numTensors() - before).toBeLessThanOrEqual(0);
    runs.push({ history, logits });
    const losses = history.epochs.map((e) => e.validationLoss);
    expect(history.bestEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1);
    // the restored weights give the best epoch's loss again
    const loss = logits.reduce((sum, [a = 0, b = 0], k) => {
      const margin = validation.labels[k] === 1 ? b - a : a - b;
      return sum + Math.log1p(Math.exp(-margin)) / logits.length;
    }, 0);
    expect(loss).toBeCloseTo(Math.min(...losses), 5);
    expect(Math.max(...history.epochs.map((e) => e.validationAccuracy))).toBeGreaterThan(0.8);
  }
  expect(runs[1]).toEqual(runs[0]);
});

test("trainClassifier() stops after `patience` epochs without a better validation loss", async () => {
  const model = build();
  // validation labels are the wrong way round: the better it learns, the worse its validation loss
  const wrong = squares("validation", 16, (i) => (1 - (i % 2)) as 0 | 1);
  const flipped = { ...validation, labels: wrong.labels };
  const { epochs, bestEpoch } = await trainClassifier(model, train, flipped, {
    ...options,
    epochs: 20,
    patience: 2,
  });
  model.dispose();
  expect(epochs.length).toBe(bestEpoch + 2);
  expect(epochs.length).toBeLessThan(20);
});

test("trainClassifier() refuses a validation loss of NaN, which no later epoch would be better than", async () => {
  const model = build();
  const unknown = { ...validation, labels: validation.labels.map(() => 2) }; // no logit is of class 2
  await expect(trainClassifier(model, train, unknown, { ...options, epochs: 1 })).rejects.toThrow(
    "a validation loss of NaN in epoch 1",
  );
  model.dispose();
});

test("trainClassifier() refuses sets of two folds", async () => {
  const model = build();
  const other = squares("validation", 16, alternating, "other fold");
  await expect(trainClassifier(model, train, other, options)).rejects.toThrow("folds fold and other fold");
  model.dispose();
});

test("logitsOf() gives an image the same logits whatever stands beside it", () => {
  const model = build();
  const all = logitsOf(model, validation);
  const one = squares("validation", 1, alternating);
  const [first] = logitsOf(model, { ...one, pixels: validation.pixels.slice(0, 64) });
  first?.forEach((x, k) => expect(x).toBeCloseTo(all[0]?.[k] ?? NaN, 5));
  model.dispose();
});

const kernel = globalThis as {
  __cell?: { signal: AbortSignal; deferInterrupt<T>(work: () => Promise<T>): Promise<T> };
};
afterEach(() => delete kernel.__cell);

/** Interrupts the running cell after a number of parts of a training: 4 steps per epoch, then its judgement. */
function interruptAfter(parts: number): void {
  const controller = new AbortController();
  let done = 0;
  kernel.__cell = {
    signal: controller.signal,
    deferInterrupt: async (work) => {
      const result = await work();
      if (++done === parts) controller.abort();
      return result;
    },
  };
}

test.each([
  [1, []],
  [4, []],
  [5, []],
  [13, []],
  [7, classical],
] as const)(
  "trainClassifier() interrupted after part %i of 15 (augmentation %j) saves it, and resumes bit by bit as if not interrupted",
  async (parts, augmentation) => {
    const few = { ...options, epochs: 3, augmentation };
    const whole = build();
    const expected = await trainClassifier(whole, train, validation, few);
    const checkpoint = join(mkdtempSync(join(tmpdir(), "graft-classifier-")), "checkpoint.bin");
    const broken = build();
    interruptAfter(parts);
    await expect(trainClassifier(broken, train, validation, { ...few, checkpoint })).rejects.toMatchObject({
      name: "KeyboardInterrupt",
    });
    broken.dispose();
    delete kernel.__cell;
    const again = build();
    expect(await trainClassifier(again, train, validation, { ...few, checkpoint })).toEqual(expected);
    expect(logitsOf(again, validation)).toEqual(logitsOf(whole, validation));
    expect(existsSync(checkpoint)).toBe(false);
    again.dispose();
    whole.dispose();
  },
);

test("trainClassifier() begins anew where the interrupted network differed in more than the shapes of its weights", async () => {
  const few = { ...options, epochs: 2 };
  const checkpoint = join(mkdtempSync(join(tmpdir(), "graft-classifier-")), "checkpoint.bin");
  const [broken, other, whole] = [build(1, 0.4), build(1, 0), build(1, 0)];
  interruptAfter(3);
  await expect(trainClassifier(broken, train, validation, { ...few, checkpoint })).rejects.toMatchObject({
    name: "KeyboardInterrupt",
  });
  delete kernel.__cell;
  const expected = await trainClassifier(whole, train, validation, few);
  expect(await trainClassifier(other, train, validation, { ...few, checkpoint })).toEqual(expected);
  for (const model of [broken, other, whole]) model.dispose();
});

test("trainClassifier() augments what it trains on, and never what it judges", async () => {
  const [plain, augmented] = [build(), build()];
  const never = { ...options, epochs: 2, learningRate: 1e-30 }; // weights stay: only what is seen differs
  const without = await trainClassifier(plain, train, validation, never);
  const withIt = await trainClassifier(augmented, train, validation, { ...never, augmentation: classical });
  withIt.epochs.forEach((epoch, i) => {
    expect(epoch.trainLoss).not.toBe(without.epochs[i]?.trainLoss);
    expect(epoch.validationLoss).toBe(without.epochs[i]?.validationLoss);
  });
  plain.dispose();
  augmented.dispose();
});
