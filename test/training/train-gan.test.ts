import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numTensors } from "../../lib/engine";
import { loadKeras, trainGan, type GanOptions } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1);
const weights = async ({ folder }: GanOptions): Promise<number[][]> => {
  const model = await loadKeras(join(folder, "generator.h5")); // its bytes hold the time of writing
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
};

test("trainGan() writes both networks and what it saw, leaks no tensor and leaves no checkpoint", async () => {
  const options = tinyOptions();
  await trainGan(train, tinySpec, tinyOptions({ epochs: 1 })); // makes what is kept once for all
  const before = numTensors();
  const gan = await trainGan(train, tinySpec, options);
  expect(numTensors()).toBe(before);
  expect(gan).toMatchObject({ label: 1, foldId: "fold", trainIds: train.ids, steps: 12, size: 8 });
  expect(gan.history.map((h) => h.epoch)).toEqual([1, 2, 3, 4]);
  for (const { discriminator, generator: g, penalty } of gan.history)
    for (const loss of [discriminator, g, penalty]) expect(Number.isFinite(loss) && loss > 0).toBe(true);
  for (const file of ["generator.h5", "discriminator.h5", "gan.json", "untrained.f32"])
    expect(existsSync(join(options.folder, file))).toBe(true);
  expect(existsSync(join(options.folder, "checkpoint.bin"))).toBe(false);
});

test("trainGan() of the same seed gives the same file, of another seed another", async () => {
  const [a, b, c] = [tinyOptions(), tinyOptions(), tinyOptions({ seed: 2 })];
  for (const options of [a, b, c]) await trainGan(train, tinySpec, options);
  expect(await weights(a)).toEqual(await weights(b));
  expect(await weights(a)).not.toEqual(await weights(c));
});

test("trainGan() interrupted after two epochs and called again ends as if never interrupted, bit by bit", async () => {
  const [whole, broken] = [tinyOptions(), tinyOptions()];
  const expected = await trainGan(train, tinySpec, whole);
  const interrupt = trainGan(train, tinySpec, broken, ({ epoch }) => {
    if (epoch === 2) throw new Error("interrupted");
  });
  await expect(interrupt).rejects.toThrow("interrupted");
  expect(existsSync(join(broken.folder, "generator.h5"))).toBe(false);
  const epochs: number[] = [];
  const gan = await trainGan(train, tinySpec, broken, ({ epoch }) => void epochs.push(epoch));
  expect(epochs).toEqual([3, 4]);
  expect(gan.history).toEqual(expected.history);
  expect(await weights(broken)).toEqual(await weights(whole));
});

test("trainGan() does not resume from a checkpoint that is damaged or of other settings", async () => {
  const options = tinyOptions({ epochs: 2 });
  const stop = ({ epoch }: { epoch: number }) => {
    if (epoch === 1) throw new Error("interrupted");
  };
  await expect(trainGan(train, tinySpec, options, stop)).rejects.toThrow();
  const changed = { ...options, beta1: 0.6 };
  expect((await trainGan(train, tinySpec, changed)).history).toHaveLength(2);
  await expect(trainGan(train, tinySpec, options, stop)).rejects.toThrow();
  const file = join(options.folder, "checkpoint.bin");
  const bytes = readFileSync(file);
  bytes[bytes.length - 3]! ^= 1;
  writeFileSync(file, bytes);
  const epochs: number[] = [];
  await trainGan(train, tinySpec, options, ({ epoch }) => void epochs.push(epoch));
  expect(epochs).toEqual([1, 2]);
});

test("trainGan() shows samples of fixed latents without moving the training", async () => {
  const [plain, watched] = [tinyOptions(), tinyOptions()];
  await trainGan(train, tinySpec, plain);
  await trainGan(train, tinySpec, watched, ({ samples }) => {
    expect(samples(3)).toHaveLength(3 * 64);
    expect(samples(3)).toEqual(samples(3));
  });
  expect(await weights(watched)).toEqual(await weights(plain));
});

test("trainGan() refuses several classes together, one image, and images that are not for training", async () => {
  const both = squares("train", 6, (i) => (i % 2) as 0 | 1);
  await expect(trainGan(both, tinySpec, tinyOptions())).rejects.toThrow("images of several classes");
  await expect(
    trainGan(
      squares("train", 1, () => 1),
      tinySpec,
      tinyOptions(),
    ),
  ).rejects.toThrow("1 training image,");
  const wrong = squares("validation", 6, () => 1);
  // @ts-expect-error validation images are not training images
  await expect(trainGan(wrong, tinySpec, tinyOptions())).rejects.toThrow("validation part");
});

test("trainGan() stops at a loss that is not finite and names the epoch", async () => {
  await expect(trainGan(train, tinySpec, tinyOptions({ learningRate: 1e30 }))).rejects.toThrow(
    /in epoch [12] the losses/,
  );
});
