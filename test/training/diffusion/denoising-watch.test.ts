import { expect, test } from "vitest";
import { numTensors } from "../../../lib/engine";
import { trainGan, type GanOptions, type TrainedGan } from "../../../lib/training";
import { readCheckpoint } from "../../../lib/training/checkpoint";
import { denoiserFile } from "../../../lib/training/diffusion/denoiser-file";
import { squares } from "../tiny";
import { diffusionOptions, tinyDiffusion, twoClasses } from "./tiny-diffusion";

const judge = { images: squares("validation", 9, (i) => i % 2), measure: () => expect.fail("not asked") };
const looking = { measureEvery: 1, epochs: 2, batchSize: 12 }; // one step per epoch

const trained = (options: GanOptions, by?: typeof judge): Promise<TrainedGan> =>
  trainGan(twoClasses, tinyDiffusion, options, undefined, by);
const weightsIn = (folder: string): unknown =>
  readCheckpoint(denoiserFile(folder), { form: { size: 8, classes: 2, width: 8 } });

test("looks move nothing of the training, and leak no tensor", async () => {
  const [plain, watched] = [diffusionOptions({ batchSize: 12 }), diffusionOptions(looking)];
  await trained(plain);
  const before = numTensors();
  const { denoising, ending } = await trained(watched, judge);
  expect(numTensors()).toBe(before);
  expect(weightsIn(watched.folder)).toEqual(weightsIn(plain.folder));
  expect(denoising!.map(({ epoch, step }) => [epoch, step])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  for (const { train, heldOut } of denoising!)
    for (const loss of [...train, ...heldOut]) expect(loss).toBeGreaterThan(0);
  expect(ending).toMatchObject({ why: "all epochs", kept: "last", usedEpoch: 2 });
});

test("interrupted and resumed it has the same curve and keeps the same denoiser", async () => {
  const keeping = { ...looking, keep: "best" } as const;
  const whole = await trained(diffusionOptions(keeping), judge);
  const options = diffusionOptions(keeping);
  const stopped = trainGan(
    twoClasses,
    tinyDiffusion,
    options,
    {
      showsProgress: true,
      epoch: () => undefined,
      step: ({ step }) => {
        if (step === 1) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
      },
    },
    judge,
  );
  await expect(stopped).rejects.toThrow("stop");
  const resumed = await trained(options, judge);
  expect(resumed.denoising).toEqual(whole.denoising);
  expect(resumed.ending).toEqual(whole.ending);
  expect(resumed.hash).toBe(whole.hash);
});

test("gan.keep=best without held-out images is refused", async () => {
  await expect(trained(diffusionOptions({ keep: "best" }))).rejects.toThrow(
    "with gan.keep=best: no held-out images",
  );
});
