import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import { judgeByValidation } from "../../lib/quality";
import {
  loadKeras,
  openTimeLapse,
  trainGan,
  type GanOptions,
  type TrainedGan,
  type ValidationJudge,
} from "../../lib/training";
import { boxedSquares, tinyBoxed } from "./boxes/tiny-boxed";
import { plainDiscriminator, squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1); // 3 steps per epoch
const validation = squares("validation", 9, () => 1);
const judge = judgeByValidation(validation)!;
const looking: Partial<GanOptions> = { measureEvery: 1, penaltyWeight: 0 };

/** A judge that reports the given KIDs, one look after the other. */
function planned(kids: readonly number[]): ValidationJudge {
  let at = 0;
  return {
    images: validation,
    measure: () => ({ kid: kids[at++]!, kidError: 1e-3, coverage: 0.5, coverageError: 0.1, c2st: 0.7 }),
  };
}

const weights = async ({ folder }: GanOptions, file = "generator.h5"): Promise<number[][]> => {
  const model = await loadKeras(join(folder, file));
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
};

const trained = (options: GanOptions, by?: ValidationJudge, spec: GanSpec = tinySpec): Promise<TrainedGan> =>
  trainGan(train, spec, options, undefined, by);

const spectral: GanSpec = {
  ...tinySpec,
  name: "tiny spectral",
  spectralNorm: true,
  discriminator: plainDiscriminator,
};

test.each([tinySpec, spectral])(
  "looks move nothing of the training, and leak no tensor: $name",
  async (spec) => {
    const [plain, watched] = [
      tinyOptions({ penaltyWeight: 0 }),
      tinyOptions({ penaltyWeight: 0, ...looking }),
    ];
    await trained(plain, undefined, spec);
    const before = numTensors();
    const gan = await trained(watched, judge, spec);
    expect(numTensors()).toBe(before);
    expect(gan.heldOut).toHaveLength(4);
    for (const file of ["generator.h5", "discriminator.h5"])
      expect(await weights(watched, file)).toEqual(await weights(plain, file));
  },
);

test("looks come every `measureEvery` epochs and at the end, and gan.json holds them", async () => {
  const options = tinyOptions({ ...looking, epochs: 5, measureEvery: 2 });
  const gan = await trained(options, judge);
  expect(gan.heldOut!.map(({ epoch, step }) => [epoch, step])).toEqual([
    [2, 6],
    [4, 12],
    [5, 15],
  ]);
  for (const { kid, kidError, coverage, c2st, outputs } of gan.heldOut!)
    for (const value of [
      kid,
      kidError,
      coverage,
      c2st,
      outputs.train,
      outputs.heldOut,
      outputs.fake,
      outputs.spread,
    ])
      expect(Number.isFinite(value)).toBe(true);
  const written = JSON.parse(readFileSync(join(options.folder, "gan.json"), "utf8")) as TrainedGan;
  expect(written.heldOut).toEqual(gan.heldOut);
  expect(written.ending).toEqual(gan.ending);
  expect(gan.ending).toMatchObject({ why: "all epochs", kept: "last", usedEpoch: 5, usedStep: 15 });
});

test("held-out images are taken for real by the boundary of the targets that the training has", async () => {
  const constant: GanSpec = {
    ...tinySpec,
    discriminator: (size) =>
      tf.sequential({
        layers: [
          layers.flatten({ inputShape: [size, size, 1] }),
          layers.dense({
            units: 1,
            kernelInitializer: "zeros",
            biasInitializer: tf.initializers.constant({ value: -0.5 }),
          }),
        ],
      }),
  };
  const shareOf = async (smoothing: number): Promise<number | undefined> => {
    const options = tinyOptions({ ...looking, epochs: 1, learningRate: 0, smoothing });
    return (await trained(options, judge, constant)).heldOut![0]!.outputs.heldOutReal;
  };
  expect(await shareOf(0)).toBe(0);
  expect(await shareOf(0.5)).toBe(1); // that cannot tell it says -1.03
});

test("interrupted and resumed it ends as if never interrupted, bit by bit: curve, best generator and ending", async () => {
  const kept = { ...looking, keep: "best" as const, epochs: 4 };
  const kids = [0.5, 0.1, 0.3, 0.4];
  const [whole, broken] = [tinyOptions(kept), tinyOptions(kept)];
  const expected = await trained(whole, planned(kids));
  const stop = trainGan(
    train,
    tinySpec,
    broken,
    ({ epoch }) => {
      if (epoch === 3) throw new Error("interrupted");
    },
    planned(kids),
  );
  await expect(stop).rejects.toThrow("interrupted");
  const gan = await trained(broken, planned(kids.slice(3)));
  expect({ ...gan, folder: "", hash: "" }).toEqual({ ...expected, folder: "", hash: "" });
  expect(gan.ending).toEqual({
    why: "all epochs",
    kept: "best",
    usedEpoch: 2,
    usedStep: 6,
    bestEpoch: 2,
    bestStep: 6,
  });
  expect(await weights(broken)).toEqual(await weights(whole));
});

test("of `keep` best the generator is the one of that epoch, of last the last one's", async () => {
  const until2 = tinyOptions({ ...looking, epochs: 2, noise: 0 }); // noise falls over all epochs
  await trained(until2, judge);
  const [best, last] = [
    tinyOptions({ ...looking, noise: 0, keep: "best" }),
    tinyOptions({ ...looking, noise: 0 }),
  ];
  const gan = await trained(best, planned([0.5, 0.1, 0.3, 0.4]));
  expect(gan.steps).toBe(12);
  expect(await weights(best)).toEqual(await weights(until2));
  expect((await trained(last, planned([0.5, 0.1, 0.3, 0.4]))).ending).toMatchObject({
    usedEpoch: 4,
    bestEpoch: 2,
  });
  expect(await weights(last)).not.toEqual(await weights(until2));
  expect(await weights(best, "discriminator.h5")).toEqual(await weights(last, "discriminator.h5"));
});

test("`patience` ends the training after so many looks without improvement; more of it goes on", async () => {
  const options = tinyOptions({ ...looking, epochs: 9, patience: 2 });
  const gan = await trained(options, planned([0.5, 0.1, 0.1, 0.1, 0.05]));
  expect(gan.history).toHaveLength(4);
  expect(gan.ending).toMatchObject({ why: "no improvement", kept: "last", usedEpoch: 4, bestEpoch: 4 });
  expect(openTimeLapse(gan).map(({ epoch }) => epoch)).toEqual([1, 2, 4]); // its last one too
  const patient = await trained(
    { ...options, patience: 3 },
    planned([0.5, 0.1, 0.1, 0.1, 0.05, 0.04, 0.04, 0.04, 0.04]),
  );
  expect(patient.history).toHaveLength(9);
  expect(patient.ending?.why).toBe("all epochs");
});

test("an interrupted training goes on with another patience and interval of looks, and says from which epoch", async () => {
  const options = tinyOptions({ ...looking, epochs: 6 });
  const stop = trainGan(
    train,
    tinySpec,
    options,
    ({ epoch }) => {
      if (epoch === 2) throw new Error("interrupted");
    },
    judge,
  );
  await expect(stop).rejects.toThrow("interrupted");
  const gan = await trained({ ...options, measureEvery: 3, patience: 50, keep: "best" }, judge);
  expect(gan.changes.map(({ option, from, to, epoch }) => [option, from, to, epoch])).toEqual([
    ["measureEvery", 1, 3, 3],
    ["patience", 0, 50, 3],
  ]);
  expect(gan.heldOut!.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 6]);
  expect(gan.ending?.kept).toBe("best");
});

test("other held-out images are another training: their curve does not go on", async () => {
  const options = tinyOptions({ ...looking, epochs: 3 });
  const stop = trainGan(
    train,
    tinySpec,
    options,
    ({ epoch }) => {
      if (epoch === 1) throw new Error("interrupted");
    },
    judge,
  );
  await expect(stop).rejects.toThrow("interrupted");
  const fewer = judgeByValidation(squares("validation", 8, () => 1))!;
  const epochs: number[] = [];
  await trainGan(train, tinySpec, options, ({ epoch }) => void epochs.push(epoch), fewer);
  expect(epochs).toEqual([1, 2, 3]);
});

test("refuses what needs held-out images where there are none, and those of another fold", async () => {
  await expect(trained(tinyOptions({ keep: "best" }))).rejects.toThrow(
    "Cannot train the GAN of tiny with gan.keep=best: no held-out images",
  );
  await expect(trained(tinyOptions({ patience: 3, measureEvery: 0 }), judge)).rejects.toThrow(
    "with gan.patience=3: gan.measureEvery=0",
  );
  const { images, boxes } = boxedSquares(11);
  const boxed = (changes: Partial<GanOptions>) =>
    trainGan(images, tinyBoxed, tinyOptions({ ...looking, epochs: 1, boxes, ...changes }), undefined, judge);
  await expect(boxed({})).rejects.toThrow("held-out images whose boxes nobody told");
  await expect(boxed({ measureEvery: 0 })).resolves.toBeDefined();
  const other = judgeByValidation(squares("validation", 9, () => 1, "other fold"))!;
  await expect(trained(tinyOptions(), other)).rejects.toThrow("held-out images of fold other fold");
});
