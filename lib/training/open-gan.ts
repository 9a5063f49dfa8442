import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, readJson, sha256, type Run } from "../core";
import { findFoldId } from "../data/split/split-files";
import { generatorSpec } from "../models";
import { denoiserFile } from "./diffusion/denoiser-file";
import { allClasses } from "./gan-jobs";
import { ganFolder } from "./gan-options";
import { ofEachClass, type TrainedGan } from "./trained-gan";

/**
 * The trained GAN of one class, as notebook 02 left it in the run folder; of a conditional pair the one of all classes,
 * asked for this one.
 * @throws InputError when it is missing, of another split than the run's, whose test images it may have seen, or its generator.h5 is
 *   not the one it was saved with
 */
export function openGan(run: Run, name: string): TrainedGan {
  const { conditional } = generatorSpec(run.settings);
  const folder = ganFolder(run, conditional ? allClasses : name);
  const remedy = "Run notebook 02-train-dcgan first.";
  const whole = { ...readJson<TrainedGan>(join(folder, "gan.json"), remedy), folder };
  const asked = conditional ? ofEachClass(whole).find((one) => one.name === name) : whole;
  const gan =
    asked ?? fail("open a trained GAN", `${folder} has no class "${name}"`, "a GAN of this data set", remedy);
  const foldId = findFoldId(run);
  if (foldId !== undefined && foldId !== gan.foldId)
    fail(
      "open a trained GAN",
      `${folder} is of split ${gan.foldId}`,
      `split ${foldId}, which notebook 01 has made since`,
      "Run notebook 02-train-dcgan again.",
    );
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

/** The GANs that notebook 02 left in the run folder, one per class; none where one is missing or of another split. */
export function findGans(run: Run, classes: readonly string[]): TrainedGan[] {
  const { conditional } = generatorSpec(run.settings);
  const foldId = findFoldId(run);
  const isThere = (name: string): boolean => {
    const file = join(ganFolder(run, conditional ? allClasses : name), "gan.json");
    return existsSync(file) && [undefined, readJson<TrainedGan>(file, "").foldId].includes(foldId);
  };
  return classes.every(isThere) ? classes.map((name) => openGan(run, name)) : [];
}
