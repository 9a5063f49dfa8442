import { rmSync } from "node:fs";
import { join } from "node:path";
import { openRun, readJson, writeJson, type Run } from "../core";
import { externalOf, openSplit, withLabel, type OpenedSplit } from "../data";
import { useEngine } from "../engine";
import {
  evaluate,
  evaluateBaselines,
  openDiscriminatorFeatures,
  syntheticSources,
  trainArm,
  type Arm,
  type ArmImages,
} from "../evaluation";
import { predictExternal } from "../evaluation/predict-external";
import { findArm } from "../evaluation/arms-of-study";
import { tuneDose } from "../evaluation/doses/tune-dose";
import { generatorSpec } from "../models";
import { engineMultiply, judgeByValidation } from "../quality";
import {
  discriminatorScores,
  ganJobs,
  ganOptions,
  ofEachClass,
  trainGan,
  type TrainedGan,
} from "../training";
import type { ImageSet } from "../data/image-set";
import { externalFolder, foldFolder, type Study } from "./study";
import { studyChanges } from "./study-settings";
import { type ArmTrial, type BaselineTrial, type GanTrial, type Trial } from "./trial";
import { withTrialLogs } from "./with-trial-logs";
import { resultFile, type ScoredImages, type TrialResult } from "./trial-result";

const ganPath = (folder: string, id: string): string => join(folder, "gans", id);

/**
 * Runs one trial and writes its result last: a trial that is killed is run again, a GAN from its checkpoint.
 * @param folder the study's folder, with the folds that `openStudy` wrote
 */
export async function runTrial(
  study: Pick<Study, "request" | "imageInfo" | "external">,
  trial: Trial,
  folder: string,
): Promise<TrialResult> {
  const began = Date.now();
  const { profile, data, set } = study.request;
  const work = join(folder, "work", trial.id);
  const opened = openRun({ profile, data, seed: trial.seed, out: work, set: studyChanges(profile, set) });
  const run = withTrialLogs(opened, trial, folder);
  const split = openSplit(foldFolder(folder, trial.foldId));
  useEngine(run);
  const done = await (trial.kind === "gan"
    ? runGan(run, trial, split, ganPath(folder, trial.id))
    : trial.kind === "arm"
      ? runArm(run, trial, { study, split }, folder)
      : runBaselines(study, trial, split, folder));
  const result: TrialResult = { trial, ...done, seconds: (Date.now() - began) / 1000 };
  writeJson(resultFile(folder, trial), result);
  rmSync(work, { recursive: true, force: true });
  return result;
}

type TrialOutcome = Pick<TrialResult, "predictions" | "facts" | "curve" | "memberScores" | "external">;

async function runGan(
  run: Run,
  { label, seed }: GanTrial,
  split: OpenedSplit,
  folder: string,
): Promise<TrialOutcome> {
  const spec = generatorSpec(run.settings);
  const { name, train, classes } = ganJobs(split.train, split.dataset.classes, spec)[
    label === "all" ? 0 : label
  ]!;
  const options = { ...ganOptions(run, name, { classes }), folder, allowOptionChanges: false };
  const asksHeldOut = options.keep === "best" || options.patience > 0;
  const validation = label === "all" ? split.validation : withLabel(split.validation, label);
  const judge = asksHeldOut ? judgeByValidation(validation, { seed, multiply: engineMultiply }) : undefined;
  const gan = await trainGan(train, spec, options, undefined, judge);
  const last = gan.history.at(-1);
  return {
    predictions: [],
    curve: [],
    ...(gan.diffusion === undefined && {
      memberScores: {
        members: await scored(gan, split.train),
        others: await scored(gan, split.validation),
      },
    }),
    facts: {
      images: gan.trainIds.length,
      steps: gan.steps,
      ...(last && { lossG: last.generator }),
      ...(last && gan.diffusion === undefined && { lossD: last.discriminator }),
    },
  };
}

/** What the discriminator makes of the images of its class, or of each class in turn. */
async function scored(gan: TrainedGan, all: ImageSet<"train" | "validation">): Promise<ScoredImages> {
  const ofClasses = ofEachClass(gan).map((one) => ({ one, set: withLabel(all, one.label) }));
  const scores = await Promise.all(ofClasses.map(({ one, set }) => discriminatorScores(one, set)));
  return {
    ids: ofClasses.flatMap(({ set }) => set.ids),
    groups: ofClasses.flatMap(({ set }) => set.groups),
    ...(gan.classes && { labels: ofClasses.flatMap(({ set }) => set.labels) }),
    scores: scores.flat(),
  };
}

async function runArm(
  run: Run,
  trial: ArmTrial,
  { study, split }: { readonly study: Pick<Study, "external">; readonly split: OpenedSplit },
  folder: string,
): Promise<TrialOutcome> {
  const arm = findArm(trial.arm);
  const { images, facts } = await armImages(run, arm, trial, split, folder);
  const trained = await trainArm(run, arm, images, split.validation);
  const [result] = await evaluate([trained], split.test);
  const { external } = study;
  const outside = external && (await predictExternal(trained, externalOf(external, externalFolder(folder))));
  return {
    predictions: [{ name: arm.name, predictions: result?.predictions ?? [] }],
    ...(outside && {
      external: outside.map(({ probabilities }) => probabilities.map((p) => Number(p.toFixed(5)))),
    }),
    curve: trained.history.epochs.map((e) => ({
      epoch: e.epoch,
      training: e.trainLoss,
      validation: e.validationLoss,
    })),
    facts: { images: trained.n, steps: trained.steps, keptEpoch: trained.history.bestEpoch, ...facts },
  };
}

async function armImages(
  run: Run,
  arm: Arm,
  trial: ArmTrial,
  split: OpenedSplit,
  folder: string,
): Promise<{ images: ArmImages; facts: TrialResult["facts"] }> {
  const count = run.settings["samples.count"];
  const base = { real: split.train, syntheticCount: split.dataset.classes.length * count };
  if (arm.needs === "none") return { images: base, facts: {} };
  const { "inversion.steps": steps, "inversion.spread": spread } = run.settings;
  const inversion = { steps, spread };
  const from = { gans: foldGans(trial, folder), real: split.train, count, seed: trial.seed, inversion };
  const { images, facts } = await syntheticSources[arm.needs](from);
  if (!arm.isTuned) {
    const wanted = arm.usesSyntheticCount && { wanted: base.syntheticCount, synthetic: images.ids.length };
    return { images: { ...base, synthetic: images }, facts: { ...facts, ...wanted } };
  }
  const tuned = await tuneDose(run, arm, split.train, images, split.validation);
  return {
    images: { ...base, synthetic: images, chosenDose: tuned.dose },
    facts: { ...facts, ...tuned.facts },
  };
}

/** The GANs that a trial needs, one per class. */
function foldGans({ gans }: Pick<ArmTrial, "gans">, folder: string): TrainedGan[] {
  return gans.flatMap((id): TrainedGan[] => {
    const at = ganPath(folder, id);
    const gan = readJson<TrainedGan>(join(at, "gan.json"), "Run the study again: it trains this GAN.");
    return ofEachClass({ ...gan, folder: at });
  });
}

async function runBaselines(
  study: Pick<Study, "imageInfo">,
  trial: BaselineTrial,
  split: OpenedSplit,
  folder: string,
): Promise<TrialOutcome> {
  const areas = new Map(Object.entries(study.imageInfo).map(([id, { area }]) => [id, area]));
  const gans = foldGans(trial, folder);
  const discriminators = await openDiscriminatorFeatures(gans);
  try {
    const options = { areas, seed: trial.seed, discriminators };
    return { predictions: evaluateBaselines(split.train, split.test, options), facts: {}, curve: [] };
  } finally {
    discriminators?.dispose();
  }
}
