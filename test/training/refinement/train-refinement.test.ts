import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { numTensors } from "../../../lib/engine";
import { pick, type ImageSet, type Role } from "../../../lib/data/image-set";
import {
  trainCycleGan,
  trainSimGan,
  translate,
  type RefinementProgress,
  type TrainedRefinement,
} from "../../../lib/training/refinement";
import { cycleGan, simGan } from "../../../lib/models";
import { loadKeras } from "../../../lib/training";
import type { TrainingWatcher } from "../../../lib/training/run-training";
import { numbersOf } from "./loss-gradients";
import {
  bright,
  cycleGanOptions,
  dark,
  simGanOptions,
  tinyCycleGan,
  tinySimGan,
  tinySizes,
} from "./tiny-refinement";
import { squares } from "../tiny";

type Watch = TrainingWatcher<RefinementProgress>;

interface Case {
  readonly system: TrainedRefinement["system"];
  /** Into a folder; by default a fresh one. */
  train(
    changes?: { folder?: string; batchSize?: number; checkpointEvery?: number },
    watch?: Watch,
    other?: { images?: typeof bright; width?: number },
  ): Promise<TrainedRefinement>;
  readonly folder: () => string;
  readonly steps: number;
  readonly networks: readonly string[];
  readonly maker: "refiner" | "forward";
  readonly epochs: number;
}

const cases: readonly Case[] = [
  {
    system: "SimGAN",
    train: (changes, watch, { images = bright, width } = {}) =>
      trainSimGan(
        { synthetic: images, real: dark },
        width === undefined ? tinySimGan : simGan(width),
        simGanOptions(changes),
        undefined,
        watch,
      ),
    folder: () => simGanOptions().folder,
    steps: 9,
    networks: ["discriminator", "refiner"],
    maker: "refiner",
    epochs: 5,
  },
  {
    system: "CycleGAN",
    train: (changes, watch, { images = bright, width } = {}) =>
      trainCycleGan(
        { a: images, b: dark },
        width === undefined ? tinyCycleGan : cycleGan({ ...tinySizes, width }),
        cycleGanOptions(changes),
        undefined,
        watch,
      ),
    folder: () => cycleGanOptions().folder,
    steps: 5,
    networks: ["backward", "forward", "ofA", "ofB"],
    maker: "forward",
    epochs: 3,
  },
];

async function weightsIn(folder: string, networks: readonly string[]): Promise<number[]> {
  const models = await Promise.all(networks.map((name) => loadKeras(join(folder, `${name}.h5`))));
  const numbers = numbersOf(...models);
  for (const model of models) model.dispose();
  return numbers;
}

describe.each(cases)("$system", ({ system, train, folder, steps, networks, maker, epochs }) => {
  test("is trained, written and used, and leaks no tensor", async () => {
    const before = numTensors();
    const trained = await train();
    expect(trained).toMatchObject({ system, steps, size: 8, foldId: "fold" });
    expect(Object.keys(trained.files).sort()).toEqual(networks);
    expect(trained.history.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: epochs }, (_, i) => i + 1),
    );
    expect(trained.seen).toEqual([...dark.ids, ...bright.seen]);
    const images = await translate(trained, bright, { network: maker });
    expect(images.role).toBe("synthetic");
    expect(images.labels).toEqual(bright.labels);
    expect(images.ids[0]).toBe(`${bright.ids[0]} (${maker})`);
    expect(images.seen).toEqual(expect.arrayContaining([...dark.ids]));
    expect([...images.pixels].every((x) => x >= -1 && x <= 1)).toBe(true);
    const alone = await translate(trained, pick(bright, [3]), { network: maker, label: 0 });
    expect(alone.labels).toEqual([0]);
    [...alone.pixels].forEach((x, i) => expect(x).toBeCloseTo(images.pixels[3 * 64 + i]!, 5));
    expect(numTensors()).toBe(before);
  });

  test("interrupted after any step it resumes to the same bits", async () => {
    const whole = await train();
    const broken = folder();
    for (const stopAt of [1, steps - 2])
      await expect(
        train(
          { folder: broken },
          {
            showsProgress: true,
            epoch: () => undefined,
            step: ({ step }) => {
              if (step === stopAt) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
            },
          },
        ),
      ).rejects.toThrow("stop");
    const resumed = await train({ folder: broken });
    expect(resumed.history).toEqual(whole.history);
    const [found, expected] = [await weightsIn(broken, networks), await weightsIn(whole.folder, networks)];
    expect(found.length).toBe(expected.length);
    expect(found.every((x, i) => x === expected[i])).toBe(true);
    expect(existsSync(join(broken, "checkpoint.bin"))).toBe(false);
  });

  test("how often a checkpoint is written may change: the training goes on", async () => {
    const [broken, seen] = [folder(), [] as number[]];
    const watch: Watch = {
      showsProgress: true,
      epoch: () => undefined,
      step: ({ step }) => {
        seen.push(step);
        if (seen.length === 3) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
      },
    };
    await expect(train({ folder: broken }, watch)).rejects.toThrow("stop");
    await train({ folder: broken, checkpointEvery: 2 }, watch);
    expect(seen.slice(2, 4)).toEqual([3, 4]);
  });

  test("a network's file that is another than was trained is refused, and images of another size, fold or part", async () => {
    const trained = await train();
    const small = { ...dark, size: 4, pixels: dark.pixels.subarray(0, 160) };
    await expect(translate(trained, small, { network: maker })).rejects.toThrow("4 x 4, expected 8 x 8");
    const foreign = squares("validation", 4, () => 0, "other");
    await expect(translate(trained, foreign, { network: maker })).rejects.toThrow("images of fold other");
    const test = squares("test", 4, () => 0) as ImageSet<Role> as ImageSet<"validation">;
    await expect(translate(trained, test, { network: maker })).rejects.toThrow("images of the test part");
    writeFileSync(join(trained.folder, `${maker}.h5`), "other");
    await expect(translate(trained, bright, { network: maker })).rejects.toThrow("is not the file");
  });

  test("other settings, pixels or widths are another training: a checkpoint of theirs is not resumed", async () => {
    const stop: Watch = {
      showsProgress: true,
      epoch: () => undefined,
      step: () => {
        throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
      },
    };
    const inverted = { ...bright, pixels: bright.pixels.map((x) => -x) }; // of the same ids
    for (const [changes, other] of [
      [{ batchSize: 3 }, {}],
      [{}, { images: inverted }],
      [{}, { width: 3 }],
    ] as const) {
      const broken = folder();
      await expect(train({ folder: broken }, stop)).rejects.toThrow("stop");
      const resumed = await train({ ...changes, folder: broken }, undefined, other);
      const fresh = await train(changes, undefined, other);
      expect(resumed.history).toEqual(fresh.history);
    }
  });
});

test("a domain of one image is refused before any training", () => {
  const one = pick(dark, [0]);
  expect(() => trainSimGan({ synthetic: bright, real: one }, tinySimGan, simGanOptions())).toThrow("1 image");
  expect(() => trainCycleGan({ a: bright, b: one }, tinyCycleGan, cycleGanOptions())).toThrow("1 image");
});
