import { rmSync } from "node:fs";
import { join } from "node:path";
import { openRun, readJson, sum, writeJson, type Run } from "../core";
import { concat, openSplit, pick, withLabel, type ImageSet, type OpenedSplit } from "../data";
import { useEngine } from "../engine";
import {
  findArm,
  evaluate,
  evaluateBaselines,
  trainArm,
  type Arm,
  type ArmImages,
  type Prediction,
} from "../evaluation";
import { ganSpec } from "../models";
import { discard, engineMultiply } from "../quality";
import { ganOptions, generate, generateAll, trainGan, type TrainedGan } from "../training";
import { foldFolder, type Study } from "./study";
import { studyChanges } from "./study-settings";
import type { ArmTrial, GanTrial, Trial } from "./trial";

/** What a finished trial leaves in trials/ID.json. */
export interface TrialResult {
  readonly trial: Trial;
  /** One for each test image and each arm or baseline that answered; none of a GAN. */
  readonly answers: readonly { readonly name: string; readonly predictions: readonly Prediction[] }[];
  /** Images trained on, optimiser steps, epoch kept; and how many synthetic images were looked at and discarded. */
  readonly facts: Readonly<Record<string, number>>;
  /** Losses of an arm's epochs. */
  readonly curve: readonly {
    readonly epoch: number;
    readonly training: number;
    readonly validation: number;
  }[];
  readonly seconds: number;
}

/** Where a trial's result lies. */
export const resultFile = (folder: string, { id }: Trial): string => join(folder, "trials", `${id}.json`);

const ganPath = (folder: string, id: string): string => join(folder, "gans", id);

/**
 * Does one trial and writes its result, last of all: what is killed half-way is done again, a GAN from its checkpoint.
 * @param folder the study's folder, with the folds that `openStudy` wrote
 */
export async function runTrial(study: Study, trial: Trial, folder: string): Promise<TrialResult> {
  const began = Date.now();
  const { profile, data, set } = study.request;
  const work = join(folder, "work", trial.id);
  const run = openRun({ profile, data, seed: trial.seed, out: work, set: studyChanges(profile, set) });
  const split = openSplit(foldFolder(folder, trial.foldId));
  if (trial.kind !== "baseline") useEngine(run);
  const done = await (trial.kind === "gan"
    ? runGan(run, trial, split, ganPath(folder, trial.id))
    : trial.kind === "arm"
      ? runArm(run, trial, split, folder)
      : runBaselines(study, trial.seed, split));
  const result: TrialResult = { trial, ...done, seconds: (Date.now() - began) / 1000 };
  writeJson(resultFile(folder, trial), result);
  rmSync(work, { recursive: true, force: true });
  return result;
}

type Done = Pick<TrialResult, "answers" | "facts" | "curve">;

async function runGan(run: Run, { label }: GanTrial, split: OpenedSplit, folder: string): Promise<Done> {
  const name = split.dataset.classes[label] ?? "";
  const spec = ganSpec(run.settings);
  const options = { ...ganOptions(run, name), folder, allowOptionChanges: false };
  const gan = await trainGan(withLabel(split.train, label), spec, options);
  const last = gan.history.at(-1);
  return {
    answers: [],
    curve: [],
    facts: {
      images: gan.trainIds.length,
      steps: gan.steps,
      ...(last && { lossG: last.generator, lossD: last.discriminator }),
    },
  };
}

async function runArm(run: Run, trial: ArmTrial, split: OpenedSplit, folder: string): Promise<Done> {
  const arm = findArm(trial.arm);
  const { images, facts } = await armImages(run, arm, trial, split, folder);
  const trained = await trainArm(run, arm, images, split.validation);
  const [result] = await evaluate([trained], split.test);
  return {
    answers: [{ name: arm.name, predictions: result?.predictions ?? [] }],
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
): Promise<{ images: ArmImages; facts: Record<string, number> }> {
  const count = run.settings["samples.count"];
  const base = { real: split.train, syntheticCount: split.dataset.classes.length * count };
  if (arm.needs === "none") return { images: base, facts: {} };
  const gans = trial.gans.map((id): TrainedGan => {
    const at = ganPath(folder, id);
    return {
      ...readJson<TrainedGan>(join(at, "gan.json"), "Run the study again: it trains this GAN."),
      folder: at,
    };
  });
  if (arm.needs === "synthetic")
    return { images: { ...base, synthetic: await generateAll(gans, count) }, facts: {} };
  const chosen = await Promise.all(gans.map((gan) => generateUntilKept(gan, split, count, trial.seed)));
  const total = (of: (c: (typeof chosen)[number]) => number): number => sum(chosen.map(of));
  return {
    images: { ...base, kept: concatSynthetic(chosen.map((c) => c.kept)) },
    facts: { lookedAt: total((c) => c.lookedAt), discarded: total((c) => c.discarded) },
  };
}

/** Draws synthetic images until the wanted number survives, at most eight times as many; fewer survive then. */
async function generateUntilKept(gan: TrainedGan, split: OpenedSplit, count: number, seed: number) {
  const real = withLabel(split.train, gan.label);
  for (let times = 2; ; times *= 2) {
    const candidates = await generate(gan, times * count, "kept");
    const { kept, rejected } = discard(candidates, real, { seed, multiply: engineMultiply });
    const found = { lookedAt: candidates.ids.length, discarded: rejected.ids.length };
    if (kept.ids.length >= count || times === 8)
      return { ...found, kept: pick(kept, kept.ids.map((_, i) => i).slice(0, count)) };
  }
}

function concatSynthetic([first, ...rest]: readonly ImageSet<"synthetic">[]): ImageSet<"synthetic"> {
  if (!first) throw new RangeError("no generator");
  return concat(first, ...rest);
}

function runBaselines(study: Study, seed: number, split: OpenedSplit): Done {
  const areas = new Map(Object.entries(study.about).map(([id, { area }]) => [id, area]));
  return { answers: evaluateBaselines(split.train, split.test, { areas, seed }), facts: {}, curve: [] };
}
