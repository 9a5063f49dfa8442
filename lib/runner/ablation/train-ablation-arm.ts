import { rmSync } from "node:fs";
import { join } from "node:path";
import { mean, range } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { engineMultiply, kid, pixelVectors, prdc, rowsAt, type Vectors } from "../../quality";
import { c2st } from "../../quality/c2st";
import { classFidelity } from "../../quality/class-fidelity";
import { kernelScale, similarityKernel, vendiScore } from "../../quality/diversity/vendi-score";
import { ganJobs, generate, ofEachClass, trainGan, type TrainedGan } from "../../training";
import { counts, type AblationImages } from "./ablation-images";
import type { AblationTrial } from "./ablation-trial";
import { prepareArm } from "./prepare-arm";

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

/**
 * Trains an arm and measures its samples; interrupted, it goes on from its checkpoint.
 * @param folder of all results: the checkpoint lies in one of the trial's id until the training is over
 */
export async function trainAblationArm(
  trial: AblationTrial,
  folder: string,
  { classes, train, heldOut }: AblationImages,
): Promise<AblationResult> {
  const began = performance.now();
  const { arm, generatorSteps } = trial;
  const own = join(folder, trial.id);
  const { spec, options } = prepareArm(trial, own);
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
  rmSync(own, { recursive: true, force: true });
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
  { pixels, ids, size }: ImageSet<"train">,
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
