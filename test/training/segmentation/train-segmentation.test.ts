import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mean, range, stream } from "../../../lib/core";
import { concat, imageSet } from "../../../lib/data/image-set";
import { numTensors, ready } from "../../../lib/engine";
import { twoPathCnn, type TwoPathForm } from "../../../lib/models";
import {
  joinMaps,
  labelPixels,
  mapsOf,
  reflectPad,
  trainingMaps,
  trainSegmentation,
  usePhase,
  type Phase,
} from "../../../lib/training";
import { networkWeights } from "../../../lib/training/network-weights";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "segmentation-"));
  await ready();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const form: TwoPathForm = {
  channels: 1,
  classes: 2,
  patch: 7,
  local: [
    { kernel: 3, filters: 4, pool: 2 },
    { kernel: 2, filters: 4, pool: 1 },
  ],
  global: { kernel: 5, filters: 4 },
  pieces: 2,
  useBias: true,
};
const [n, size, area] = [12, 12, 144];

/** Dark images with noise, each with a brighter square of 2 x 2 pixels: 2.8 % of the pixels. */
const labels = new Uint8Array(n * area);
const random = stream(5, "squares");
for (const i of range(n)) {
  const [x, y] = [1 + random.integer(9), 1 + random.integer(9)];
  for (const at of [0, 1, size, size + 1]) labels[i * area + y * size + x + at] = 1;
}
const noise = random.normals(n * area);
const values = Float32Array.from(labels, (label, i) => (label === 1 ? 0.3 : -0.3) + 0.3 * noise[i]!);
const ids = range(n).map((i) => `square ${i}`);
const images = imageSet("train", { foldId: "fold", ids, labels: ids.map(() => 1), size, pixels: values });
const padded = reflectPad(trainingMaps(images), 3);
const data = { padded, labels, classes: 2 };

const phases: Phase[] = [
  { name: "balanced", steps: 110, patches: "balanced", trains: "all", learningRate: 0.02 },
  { name: "natural", steps: 60, patches: "natural", trains: "output", learningRate: 0.01 },
];
const optionsOf = (name: string, steps = phases) => ({
  ...{ name: "squares", folder: join(folder, name), seed: 1, patch: 7, batchSize: 32, momentum: 0.9 },
  phases: steps,
});
const meanProbability = (network: ReturnType<typeof twoPathCnn>): number =>
  mean(labelPixels(network, padded).values.filter((_, i) => i % 2 === 1));

test("two phases: the first finds far too much, the second trains the last layer alone and finds as much as there is", async () => {
  const before = numTensors();
  const network = twoPathCnn(form);
  const trained = await trainSegmentation(network, data, optionsOf("two"));
  expect([trained.foldId, trained.seen]).toEqual(["fold", ids]);
  expect(trained.history.map(({ phase }) => phase)).toEqual([
    "balanced",
    "balanced",
    "balanced",
    "natural",
    "natural",
  ]);
  const { balanced, natural } = trained.phases as Record<string, Record<string, Float32Array>>;
  const [kernel, bias] = Object.keys(balanced!).slice(-2) as [string, string];
  for (const key of Object.keys(balanced!))
    if (key === kernel || key === bias) expect(natural![key]).not.toEqual(balanced![key]);
    else expect(natural![key], key).toEqual(balanced![key]);
  const share = mean(labels);
  usePhase(network, trained, "balanced");
  const after1 = meanProbability(network);
  usePhase(network, trained, "natural");
  const after2 = meanProbability(network);
  expect(after1).toBeGreaterThan(2 * share);
  expect(Math.abs(after2 / share - 1)).toBeLessThan(0.4);
  expect(() => usePhase(network, trained, "third")).toThrow(
    'no phase "third" of squares, expected balanced, natural',
  );
  network.dispose();
  expect(numTensors()).toBe(before);
});

test("an untrained network says how often each class occurs: its first loss is near the labels' entropy", async () => {
  const network = twoPathCnn(form);
  const none: Phase[] = [{ name: "still", steps: 40, patches: "natural", trains: "output", learningRate: 0 }];
  const { history } = await trainSegmentation(network, data, optionsOf("still", none));
  const share = mean(labels);
  const entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
  expect(Math.abs(history[0]!.loss / entropy - 1)).toBeLessThan(0.6); // kernels are not zero
  expect(meanProbability(network)).toBeLessThan(3 * share);
  network.dispose();
});

test("interrupted in each phase it resumes with the next step, in a network built again, to the same bits", async () => {
  const whole = twoPathCnn(form);
  const expected = await trainSegmentation(whole, data, optionsOf("whole"));
  for (const stopAt of [30, 130]) {
    const steps: number[] = [];
    const watcher = {
      showsProgress: true,
      epoch: () => undefined,
      step: ({ step }: { step: number }) => {
        steps.push(step);
        if (steps.length === stopAt) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
      },
    };
    const options = optionsOf(`broken${stopAt}`);
    const broken = twoPathCnn(form);
    await expect(trainSegmentation(broken, data, options, watcher)).rejects.toThrow("stop");
    broken.dispose();
    const again = twoPathCnn(form);
    const resumed = await trainSegmentation(again, data, options, watcher);
    expect(steps.slice(stopAt - 1, stopAt + 1)).toEqual([stopAt, stopAt + 1]); // from scratch the same bits would come out
    expect(resumed.history).toEqual(expected.history);
    expect(resumed.phases).toEqual(expected.phases);
    expect(networkWeights(again)).toEqual(networkWeights(whole));
    again.dispose();
  }
  whole.dispose();
});

test("labels of one class, phases without steps or of one name, and a margin as large as the image are refused before training", async () => {
  const network = twoPathCnn(form);
  const [first, second] = phases as [Phase, Phase];
  for (const [wrong, found] of [
    [[first, { ...second, steps: 0 }], "the phases balanced of 110 steps, natural of 0 steps"],
    [[first, { ...second, name: "balanced" }], "the phases balanced of 110 steps, balanced of 60 steps"],
    [[], "no phase"],
  ] as const)
    await expect(trainSegmentation(network, data, optionsOf("phases", [...wrong]))).rejects.toThrow(
      `Cannot train the segmentation squares: ${found}, expected phases of different names and at least one step each.`,
    );
  const empty = { ...data, labels: new Uint8Array(n * area) };
  await expect(trainSegmentation(network, empty, optionsOf("empty"))).rejects.toThrow(
    "Cannot train the segmentation squares: pixels of the classes: 1728, 0, expected pixels of each.",
  );
  network.dispose();
  expect(() => reflectPad(mapsOf(images), 12)).toThrow("images of 12 x 12 and a margin of 12 pixels");
});

test("reflectPad() mirrors at the outermost pixels, which are not repeated, in every map", () => {
  const maps = { n: 1, size: 3, channels: 2, values: Float32Array.from({ length: 18 }, (_, i) => i) };
  const { size: side, values: found } = reflectPad(maps, 2);
  expect(side).toBe(7);
  const row = (y: number, map: number): number[] => range(7).map((x) => found[(y * 7 + x) * 2 + map]!);
  expect(row(2, 0)).toEqual([4, 2, 0, 2, 4, 2, 0]);
  expect(row(3, 1)).toEqual([11, 9, 7, 9, 11, 9, 7]);
  expect(row(0, 0)).toEqual(row(4, 0));
});

test("what a network saw goes with its maps: behind margins, beside further maps, among synthetic images", () => {
  const synthetic = imageSet("synthetic", {
    foldId: "fold",
    ids: ["drawn"],
    labels: [1],
    seen: ["square 0", "behind the generator"],
    size,
    pixels: values.slice(0, area),
  });
  const both = trainingMaps(concat<"train" | "synthetic">(images, synthetic));
  const joined = joinMaps(reflectPad(both, 2), reflectPad(both, 2));
  expect([joined.n, joined.channels, joined.foldId]).toEqual([n + 1, 2, "fold"]);
  expect(joined.seen).toEqual([...ids, "behind the generator"]);
  const other = trainingMaps(
    imageSet("train", { ...images, foldId: "other", groups: undefined, seen: undefined }),
  );
  expect(() => joinMaps(trainingMaps(images), other)).toThrow(
    "12 of 12 x 12 in fold and 12 of 12 x 12 in other",
  );
  expect(() => joinMaps(padded, trainingMaps(images))).toThrow(
    "12 of 18 x 18 in fold and 12 of 12 x 12 in fold",
  );
});
