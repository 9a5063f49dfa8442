import { rmSync } from "node:fs";
import { mean, openRun, range } from "../../core";
import { imageSet, type ImageSet } from "../../data/image-set";
import { generatedDataSet, type GeneratedDataSet } from "../../data/generated-data-set";
import { concat } from "../../data/image-set";
import { freshImages, type HeldOut } from "../../data/split/held-out";
import { ganSpec } from "../../models";
import { engineMultiply, kid, pixelVectors, prdc, rowsAt, type Vectors } from "../../quality";
import { c2st } from "../../quality/c2st";
import { classFidelity } from "../../quality/class-fidelity";
import { kernelScale, similarityKernel, vendiScore } from "../../quality/diversity/vendi-score";
import {
  ganJobs,
  ganKey,
  ganOptions,
  generate,
  ofEachClass,
  trainGan,
  type TrainedGan,
} from "../../training";
import { fixedOptions, ganValues } from "../../training/gan-changes";
import { base, type AblationArm } from "./ablation-arms";
import { tiny, tinyAcGan, tinyConditional } from "./tiny-pairs";

/** What one training's samples measure, on pixels; of both classes the means over them. */
export interface AblationResult {
  readonly KID: number;
  readonly recall: number;
  readonly coverage: number;
  /** Accuracy on held-out images. */
  readonly C2ST: number;
  /** Variety within a class, as a share of as many held-out images'. */
  readonly vendi: number;
  /** Of arms of both classes: share of samples that show their class (GAN-test), and of real images. */
  readonly fidelity?: readonly [synthetic: number, real: number];
  readonly generatorSteps: number;
  readonly seconds: number;
}

/** Images that all arms share: of each class 144 to train on and 400 that nothing sees. */
export interface AblationImages {
  readonly classes: readonly string[];
  readonly train: ImageSet<"train">;
  readonly heldOut: readonly HeldOut[];
}

const size = 32;
const counts = { train: 144, measured: 400, vendi: 200 } as const;
const generatorSteps = 900;
/** Of the phantoms; trainings have seeds of their own. */
const dataSeeds = { train: 1, heldOut: 2 } as const;

/** Phantoms of both classes. */
export async function ablationImages(): Promise<AblationImages> {
  const classes = ["normal", "hemorrhage"];
  const source = generatedDataSet("phantom") as GeneratedDataSet;
  const draw = (count: number, seed: number) => freshImages(source, { classes, size }, { count, seed });
  const ofClass = ({ pixels, n }: HeldOut, label: number): ImageSet<"train"> => {
    const ids = range(n).map((i) => `${label}-${i}`);
    return imageSet("train", {
      foldId: "ablation",
      seen: ids,
      ids,
      labels: ids.map(() => label),
      size,
      pixels,
    });
  };
  const [first, second] = (await draw(counts.train, dataSeeds.train)).map(ofClass);
  return {
    classes,
    train: concat(first!, second!),
    heldOut: await draw(counts.measured, dataSeeds.heldOut),
  };
}

/** Everything a training of an arm depends on, and what is to be trained. */
export function prepareArm({ set, isOfBothClasses }: AblationArm, seed: number, folder: string) {
  const run = openRun({ profile: "quick", data: "phantom", seed, out: folder, set: { ...base, ...set } });
  const own = { small: tiny, conditional: tinyConditional, "ac-gan": tinyAcGan };
  const spec = ganSpec(run.settings, own);
  const perStep = (spec.conditional ? 2 : 1) * Math.ceil(counts.train / run.settings["gan.batchSize"]);
  const epochs = Math.round((generatorSteps * run.settings["gan.criticSteps"]) / perStep);
  const options = (name: string, classes?: readonly string[]) => ({
    ...ganOptions(run, name, classes && { classes }),
    epochs,
    checkpointEvery: Math.ceil(epochs / 4),
    allowOptionChanges: false,
  });
  const any = options("any");
  const key = [
    ganKey(spec, any),
    fixedOptions(any),
    ganValues(any),
    counts,
    dataSeeds,
    isOfBothClasses ?? false,
  ];
  return { run, spec, options, key };
}

/** Trains an arm and measures its samples; interrupted, it goes on from its checkpoint in the folder. */
export async function trainAblationArm(
  arm: AblationArm,
  seed: number,
  folder: string,
  { classes, train, heldOut }: AblationImages,
): Promise<AblationResult> {
  const began = performance.now();
  const { spec, options } = prepareArm(arm, seed, folder);
  const jobs = ganJobs(train, classes, spec).slice(0, arm.isOfBothClasses ? classes.length : 1);
  const quiet = { showsProgress: true, step: () => undefined, epoch: () => undefined };
  const gans: TrainedGan[] = [];
  for (const job of jobs) {
    const gan = await trainGan(job.train, spec, options(job.name, job.classes), quiet);
    gans.push(...ofEachClass(gan));
  }
  const samples = await Promise.all(gans.map((gan) => generate(gan, counts.measured, "ablation")));
  const synthetic = samples.map(pixelVectors);
  const real = heldOut.map((of) => pixelVectors(of));
  const each = synthetic.map((set, label) => measure(set, real[label]!));
  const average = (of: (one: (typeof each)[number]) => number): number => mean(each, of);
  rmSync(folder, { recursive: true, force: true });
  return {
    KID: average((one) => one.KID),
    recall: average((one) => one.recall),
    coverage: average((one) => one.coverage),
    C2ST: average((one) => one.C2ST),
    vendi: average((one) => one.vendi),
    ...(arm.isOfBothClasses && { fidelity: fidelityOf(synthetic, real, train) }),
    generatorSteps,
    seconds: (performance.now() - began) / 1000,
  };
}

function measure(set: Vectors, real: Vectors) {
  const multiply = engineMultiply;
  const { recall, coverage } = prdc(set, real, { multiply });
  const scale = kernelScale(rowsAt(real, range(counts.vendi)), multiply);
  const variety = (of: Vectors): number =>
    vendiScore(similarityKernel(rowsAt(of, range(counts.vendi)), scale, multiply));
  return {
    KID: kid(set, real, { draws: 0, multiply }).value,
    recall,
    coverage,
    C2ST: c2st(set, real, { multiply }).accuracy,
    vendi: variety(set) / variety(real),
  };
}

function fidelityOf(
  synthetic: readonly Vectors[],
  heldOut: readonly Vectors[],
  { pixels, ids }: ImageSet<"train">,
): readonly [number, number] {
  const all = pixelVectors({ pixels, size });
  const { ganTest, realTest } = classFidelity(
    synthetic.map((set, label) => {
      const rows = range(ids.length).filter((i) => Math.floor(i / counts.train) === label);
      const groups = rows.map((i) => ids[i]!);
      return { synthetic: set, train: rowsAt(all, rows), groups, heldOut: heldOut[label]! };
    }),
    { multiply: engineMultiply },
  );
  return [ganTest, realTest];
}
