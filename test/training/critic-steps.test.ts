import { afterEach, beforeEach, expect, test } from "vitest";
import { useCompute } from "../../lib/engine";
import { loadKeras, trainGan, wasserstein, type GanOptions } from "../../lib/training";
import { join } from "node:path";
import { layers, tf } from "../../lib/engine";
import { ganTraining } from "../../lib/training/gan-training";
import { squares, tinyOptions, tinySpec } from "./tiny";

/** The tiny pair with a critic that nothing normalises. */
const spec = {
  ...tinySpec,
  name: "tiny critic",
  discriminator: (size: number) =>
    tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [size, size, 1],
          filters: 4,
          kernelSize: 4,
          strides: 2,
          padding: "same",
        }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 1 }),
      ],
    }),
};
const train = squares("train", 12, () => 1);
const critic = (more: Partial<GanOptions> = {}): GanOptions =>
  tinyOptions({ loss: wasserstein, flipProbability: 0, criticSteps: 5, epochs: 5, ...more });
const weights = async ({ folder }: GanOptions): Promise<number[][]> => {
  const model = await loadKeras(join(folder, "generator.h5"));
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
};

beforeEach(() => useCompute({ mode: "graph" }));
afterEach(() => useCompute({ mode: "eager" }));

test("a training of 5 critic steps moves the generator at each fifth step, as a graph, and says nothing of eager", () => {
  useCompute({ mode: "graph" });
  const said: unknown[] = [];
  const { log } = console;
  console.log = (text: unknown) => said.push(text);
  const training = ganTraining(train, spec, critic());
  const kernels = () => training.average.trainableWeights.map((w) => Array.from(w.read().dataSync()));
  try {
    const moved: number[] = [];
    for (let i = 1; i <= 11; i++) {
      const before = kernels();
      training.step();
      if (JSON.stringify(kernels()) !== JSON.stringify(before)) moved.push(i);
    }
    expect(moved).toEqual([5, 10]);
    expect(
      training.history.map((h) => [h.discriminator, h.generator, h.penalty].every(Number.isFinite)),
    ).toEqual([true, true, true]);
  } finally {
    console.log = log;
    training.dispose();
  }
  expect(said).toEqual([]);
});

test("trainGan() of 5 critic steps, interrupted between two generator steps and gone on, ends bit by bit the same", async () => {
  const [whole, broken] = [critic(), critic()];
  const expected = await trainGan(train, spec, whole);
  const stop = ({ epoch }: { epoch: number }) => {
    if (epoch === 2) throw new Error("stop"); // after 6 steps
  };
  await expect(trainGan(train, spec, broken, stop)).rejects.toThrow("stop");
  const again = await trainGan(train, spec, broken);
  expect(again.history).toEqual(expected.history);
  expect(await weights(broken)).toEqual(await weights(whole));
});
