import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, readJson, sha256, type Run } from "../core";
import { generatorSpec } from "../models";
import { denoiserFile } from "./diffusion/denoiser-file";
import { allClasses } from "./gan-jobs";
import { ganFolder } from "./gan-options";
import { ofEachClass, type TrainedGan } from "./trained-gan";

/**
 * The trained GAN of one class, as notebook 02 left it in the run folder; of a conditional pair the one of all classes,
 * asked for this one.
 * @throws InputError when it is missing, or its generator.h5 is not the one it was saved with
 */
export function openGan(run: Run, name: string): TrainedGan {
  const { conditional } = generatorSpec(run.settings);
  const folder = ganFolder(run, conditional ? allClasses : name);
  const remedy = "Run notebook 02-train-dcgan first.";
  const whole = { ...readJson<TrainedGan>(join(folder, "gan.json"), remedy), folder };
  const asked = conditional ? ofEachClass(whole).find((one) => one.name === name) : whole;
  const gan =
    asked ?? fail("open a trained GAN", `${folder} has no class "${name}"`, "a GAN of this data set", remedy);
  const file = gan.diffusion ? denoiserFile(folder) : join(folder, "generator.h5");
  if (!existsSync(file))
    fail("open a trained GAN", `no file ${file}`, "the generator of notebook 02", remedy);
  if (sha256(readFileSync(file)) !== gan.hash)
    fail(
      "open a trained GAN",
      `${file} is not the file that gan.json describes`,
      "the file of one training",
      "Run notebook 02-train-dcgan again.",
    );
  return gan;
}

/** The GANs that notebook 02 left in the run folder, one per class; none where one is missing. */
export function findGans(run: Run, classes: readonly string[]): TrainedGan[] {
  const { conditional } = generatorSpec(run.settings);
  const isThere = (name: string): boolean =>
    existsSync(join(ganFolder(run, conditional ? allClasses : name), "gan.json"));
  return classes.every(isThere) ? classes.map((name) => openGan(run, name)) : [];
}
