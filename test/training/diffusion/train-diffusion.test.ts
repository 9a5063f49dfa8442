import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numTensors } from "../../../lib/engine";
import { generate, imagesAt, ofEachClass, openUntrained, trainGan, drawLatents } from "../../../lib/training";
import { readCheckpoint } from "../../../lib/training/checkpoint";
import { denoiserFile } from "../../../lib/training/diffusion/denoiser-file";
import { diffusionOptions, tinyDiffusion, twoClasses } from "./tiny-diffusion";

const weightsIn = (folder: string): unknown =>
  readCheckpoint(denoiserFile(folder), { form: { size: 8, classes: 2, width: 8 } });

const before = numTensors();
const whole = trainGan(twoClasses, tinyDiffusion, diffusionOptions());

test("a diffusion model is trained, saved and drawn from in the interface of a GAN, and leaks nothing", async () => {
  const gan = await whole;
  expect(gan).toMatchObject({ spec: "diffusion", steps: 4, latentDim: 64, classes: ["dark", "bright"] });
  expect(gan.parameters.discriminator).toBe(0);
  expect(gan.history.map(({ epoch }) => epoch)).toEqual([1, 2]);
  const [dark, bright] = ofEachClass(gan);
  const samples = await generate(bright!, 3, "test");
  expect(samples.labels).toEqual([1, 1, 1]);
  expect([...samples.pixels].every((x) => x >= -1 && x <= 1)).toBe(true);
  const again = await imagesAt(bright!, drawLatents(bright!, [0, 1, 2], "test"));
  expect([...again.pixels]).toEqual([...samples.pixels]);
  const other = await imagesAt(dark!, drawLatents(bright!, [0, 1, 2], "test"));
  expect([...other.pixels]).not.toEqual([...samples.pixels]);
  expect(openUntrained(bright!).ids).toHaveLength(400);
  expect(numTensors()).toBe(before);
});

test("interrupted after any step it resumes to the same bits", async () => {
  const { folder, history, hash } = await whole;
  const options = diffusionOptions();
  for (const stopAt of [1, 3])
    await expect(
      trainGan(twoClasses, tinyDiffusion, options, {
        showsProgress: true,
        epoch: () => undefined,
        step: ({ step }) => {
          if (step === stopAt) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
        },
      }),
    ).rejects.toThrow("stop");
  const resumed = await trainGan(twoClasses, tinyDiffusion, options);
  expect(weightsIn(options.folder)).toEqual(weightsIn(folder));
  expect(resumed.history).toEqual(history);
  expect(resumed.hash).toBe(hash);
  expect(existsSync(join(options.folder, "checkpoint.bin"))).toBe(false);
});

test("a file that is missing or of another width is refused by name", async () => {
  const [dark] = ofEachClass(await whole);
  await expect(generate({ ...dark!, folder: "/nowhere" }, 2)).rejects.toThrow(
    "Cannot open a diffusion model",
  );
  const wider = { ...dark!, diffusion: { ...dark!.diffusion!, width: 16 } };
  await expect(generate(wider, 2)).rejects.toThrow("of another form");
});
