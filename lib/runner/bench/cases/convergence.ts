import { rmSync } from "node:fs";
import { join } from "node:path";
import { resolveSettings } from "../../../core";
import { phantom, preprocess, split, withLabel, type ImageSet } from "../../../data";
import { generatedDataSet, type GeneratedDataSet } from "../../../data/generated-data-set";
import { freshImages } from "../../../data/split/held-out";
import { small } from "../../../models";
import { engineMultiply, kid, pixelVectors, type Images } from "../../../quality";
import { compareWithReal } from "../../../quality/compare-with-real";
import { generate, gradientPenalty, nonSaturating, trainGan, type GanOptions } from "../../../training";
import { ganNumbers } from "../../../training/gan-options";
import { ganTraining } from "../../../training/gan-training";
import type { BenchCase, CaseOptions, Checks } from "../bench-case";

/** Trainings of `quick`'s GAN on the phantom's bleeds. */
export interface ConvergenceOptions extends CaseOptions {
  /** Way of computing. */
  readonly set: Readonly<Record<string, string>>;
  /** Seeds of the trainings, in turn: each step is the next one. Data, split and held-out images stay those of seed 1. */
  readonly seeds: readonly number[];
  /** Folder of the trainings' checkpoints, and of what the data set is divided into. */
  readonly folder: string;
}

const className = "hemorrhage";
const dataSeed = 1;
const heldOutSeed = 2;

/** Each step trains one GAN to quick's end (1,000 steps) and measures its images as notebook 03 does, by their pixels. */
export function convergence({ set, seeds, folder }: ConvergenceOptions): BenchCase {
  const settings = resolveSettings("quick", set);
  const left = [...seeds];
  let measured: Checks = {};
  let images: Awaited<ReturnType<typeof phantomImages>> | undefined;
  return {
    prepare: async () => {
      images = await phantomImages(folder, settings["samples.measured"]);
    },
    step: async () => {
      const seed = left.shift();
      if (seed === undefined || images === undefined) throw new Error("no seed is left");
      const own = join(folder, `training-${seed}`);
      const quiet = { showsProgress: true, step: () => undefined, epoch: () => undefined };
      const gan = await trainGan(images.train, small, quickOptions(set, seed, own), quiet);
      const made = await generate(gan, settings["samples.measured"], "convergence");
      const [synthetic, real] = [pixelVectors(made), pixelVectors(images.heldOut)];
      const { coverage, recall } = compareWithReal(real, { multiply: engineMultiply })(synthetic).prdc();
      const { value } = kid(synthetic, real, { draws: 0, multiply: engineMultiply });
      measured = { steps: gan.steps, KID: value, coverage, recall };
      rmSync(own, { recursive: true, force: true });
    },
    checks: () => measured,
  };
}

/**
 * The losses of a training's first epoch (5 steps): where one of their digits is another one, the way computes something
 * else than before.
 */
export function firstEpoch({ set, folder }: Omit<ConvergenceOptions, "seeds">): BenchCase {
  let losses: Checks = {};
  return {
    prepare: () => undefined,
    step: async () => {
      const { train } = await phantomImages(folder, 1);
      const training = ganTraining(train, small, quickOptions(set, 1, folder));
      let done = training.step();
      while (!done) done = training.step();
      losses = { discriminator: done.discriminator, generator: done.generator, penalty: done.penalty };
      training.dispose();
    },
    checks: () => losses,
  };
}

function quickOptions(set: ConvergenceOptions["set"], seed: number, folder: string): GanOptions {
  return {
    ...ganNumbers(resolveSettings("quick", set)),
    loss: nonSaturating,
    penalty: gradientPenalty,
    seed,
    name: className,
    folder,
    allowOptionChanges: false,
  };
}

/** The training images that notebook 02 would take from the phantom, and images that no training sees. */
async function phantomImages(
  folder: string,
  count: number,
): Promise<{ train: ImageSet<"train">; heldOut: Images }> {
  const settings = resolveSettings("quick");
  const size = settings["data.size"];
  const dataset = phantom({ images: settings["data.images"], seed: dataSeed });
  const { train } = split(await preprocess(dataset, { size }), { seed: dataSeed, folder });
  const label = dataset.classes.indexOf(className);
  const { classes } = dataset;
  const fresh = await freshImages(
    generatedDataSet("phantom") as GeneratedDataSet,
    { classes, size },
    { count, seed: heldOutSeed },
  );
  return { train: withLabel(train, label), heldOut: fresh[label] as Images };
}
