import { fail, type Run } from "../../core";
import type { ImageSet } from "../../data/image-set";
import type { OpenedSplit } from "../../data/split/split-files";
import type { Rate } from "../../statistics/wilson";
import { armGain, type ArmGain } from "../arm-gain";
import type { Arm } from "../arms";
import { findArm } from "../arms-of-study";
import { classAgreement } from "../class-agreement";
import { evaluate } from "../evaluate";
import { predictImages } from "../predict-images";
import { trainArm, type TrainedArm } from "../train-arm";
import type { RefinedImages } from "./refine-images";

/** Synthetic images that are added to the original ones. */
export interface AddedImages {
  /** Of the arm: `degraded`. */
  readonly name: string;
  readonly images: ImageSet<"synthetic">;
}

/** What classifiers gain by synthetic images of several kinds. */
export interface AddedComparison {
  /** Of the original training images alone. */
  readonly original: TrainedArm;
  /** In balanced accuracy, one per kind, in their order. */
  readonly gains: readonly (ArmGain & { readonly arm: string })[];
  /** The images that all were judged on, in words. */
  readonly of: string;
}

/**
 * Classifiers with the same first weights and steps per epoch: of the original training images, and of these with each kind of synthetic
 * ones. What two systems of one run folder have in common is trained once.
 *
 * @param fresh drawn images that all are judged on, where the data are drawn; else the sealed test is opened, one counted opening, unless nothing is added
 */
export async function compareAdded(
  run: Run,
  split: OpenedSplit,
  added: readonly AddedImages[],
  fresh: ImageSet<"synthetic"> | undefined,
): Promise<AddedComparison> {
  const train = (name: string, arm: Arm, synthetic?: ImageSet<"synthetic">): Promise<TrainedArm> =>
    trainArm(
      run,
      { ...arm, name: `related-${name.replace(/[^A-Za-z]+/g, "-")}` },
      { real: split.train, synthetic, syntheticCount: synthetic?.ids.length ?? 0 },
      split.validation,
    );
  const original = await train("original", findArm("original"));
  const arms = [original];
  const plus = findArm("original+synthetic");
  for (const { name, images } of added) arms.push(await train(name, plus, images));
  const of = fresh ? "fresh phantoms" : "test slices";
  if (added.length === 0) return { original, gains: [], of };
  const { answers, groups } = fresh
    ? { answers: await Promise.all(arms.map((arm) => predictImages(arm, fresh))), groups: fresh.groups }
    : await predictTest(arms, split);
  const [first, ...others] = answers;
  const gains = others.map((answer, i) => ({
    arm: `original+${added[i]!.name}`,
    ...armGain(first!, answer, groups, { seed: run.seed }),
  }));
  return { original, gains, of };
}

async function predictTest(arms: readonly TrainedArm[], { test, dataset }: OpenedSplit) {
  const results = await evaluate(arms, test, dataset.positive);
  const [first = fail("compare arms", "no arm", "at least one", "Train one.")] = results;
  return { answers: results.map(({ predictions }) => predictions), groups: first.groups };
}

/** How often a classifier of real images gives an image and its refined form the same class: whether refining kept what it shows. */
export async function measureAgreement(
  original: TrainedArm,
  { of, judged, refined }: RefinedImages,
): Promise<Rate & { readonly of: string; readonly n: number }> {
  const [before, after] = [
    await predictImages(original, judged),
    await predictImages(original, refined.judged),
  ];
  return { of, ...classAgreement(before, after), n: judged.ids.length };
}

/** The kinds of images that a refiner's arms add to the original ones: of each what it was and what it became. */
export function addedByRefining(system: string, all: readonly RefinedImages[]): AddedImages[] {
  return all.flatMap(({ name, train, refined }) => [
    { name, images: train },
    { name: `${name}, refined by ${system}`, images: refined.train },
  ]);
}
