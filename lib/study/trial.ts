import { sha256, type Settings } from "../core";
import type { Label } from "../data/label";
import type { Arm } from "../evaluation/arms";
import { chooseDose } from "../evaluation/doses/choose-dose";
import { doses } from "../evaluation/doses/add-dose";
import { baselines } from "../evaluation/baselines";
import { syntheticSources } from "../evaluation/synthetic-source";
import { generatorSpec } from "../models";
import { ganKey } from "../training/gan-checkpoint";
import { ganObjective } from "../training/gan-options";
import type { AnyTrial } from "./worker-program";

/** One independent piece of work of a study. */
export type Trial = GanTrial | ArmTrial | BaselineTrial;

interface TrialBase extends AnyTrial {
  readonly repeat: number;
  readonly fold: number;
  readonly foldId: string;
  readonly seed: number;
}

/** Trains one class's GAN in one fold, or a conditional one of all classes; arms of the fold share it. */
export interface GanTrial extends TrialBase {
  readonly kind: "gan";
  readonly label: Label | "all";
}

/** Trains one arm's classifier in one fold and evaluates it on the fold's test. */
export interface ArmTrial extends TrialBase {
  readonly kind: "arm";
  readonly arm: string;
  /** Ids of the GANs whose images it needs: by label, or the one of all classes. */
  readonly gans: readonly string[];
}

/** Evaluates the baselines on one fold's test. */
export interface BaselineTrial extends TrialBase {
  readonly kind: "baseline";
  /** Ids of the fold's GANs, as of an arm. */
  readonly gans: readonly string[];
}

/** Repeat, fold and seed of a trial. */
export type TrialPlace = Omit<TrialBase, "id">;

/**
 * Part of every id, so that results of older code are not taken for new ones. An id holds the text of networks, loss,
 * penalty, arm and baselines by itself; raise this number when other code changes what a trial gives: the training step,
 * the classifier, preprocessing, random draws, the form of its file. A test holds it together with the golden files.
 */
export const trialVersion = 5;

/** The GAN trial of a class, or of all classes with a conditional pair. */
export function ganTrial(
  place: TrialPlace,
  label: GanTrial["label"],
  settings: Settings,
  objective = ganObjective(settings),
): GanTrial {
  const { foldId, seed } = place;
  const used = selectSettings(settings, "gan.", "engine.", "data.size");
  const text = ganKey(generatorSpec(settings), objective);
  return { kind: "gan", ...place, label, id: hashInputs("gan", foldId, seed, label, used, text) };
}

/** The trial of an arm. @param gans those of the fold, by label @param external fingerprint of external images it is judged on */
export function armTrial(
  place: TrialPlace,
  arm: Arm,
  gans: readonly GanTrial[],
  settings: Settings,
  external?: string,
): ArmTrial {
  const { foldId, seed } = place;
  const needed = arm.needs === "none" ? [] : gans.map((gan) => gan.id);
  const count = arm.usesSyntheticCount ? ["samples.count"] : [];
  const search = arm.needs === "around" ? ["inversion."] : [];
  const used = selectSettings(settings, "classifier.", "engine.", ...count, ...search);
  const source = arm.needs === "none" ? "" : String(syntheticSources[arm.needs]);
  const choice = arm.isTuned ? [doses, String(chooseDose)] : [];
  const kind = arm.syntheticAs === undefined ? [] : [arm.syntheticAs];
  const text = [String(arm.images), arm.augmentation ?? [], source, ...choice, ...kind];
  const judged = external === undefined ? [] : [external];
  const id = hashInputs("arm", foldId, seed, arm.name, needed, used, text, ...judged);
  return { kind: "arm", ...place, arm: arm.name, gans: needed, id };
}

/** The trial of all baselines. @param gans those of the fold, by label */
export function baselineTrial(place: TrialPlace, gans: readonly GanTrial[]): BaselineTrial {
  const text = baselines.map(({ name, predict }) => [name, String(predict)]);
  const needed = gans.map(({ id }) => id);
  const id = hashInputs("baseline", place.foldId, place.seed, needed, text);
  return { kind: "baseline", ...place, gans: needed, id };
}

/** A trial's name in progress lines. */
export function trialName(trial: Trial, classes: readonly string[]): string {
  const place = `repeat ${trial.repeat + 1}, fold ${trial.fold + 1}`;
  if (trial.kind === "gan")
    return `GAN of ${trial.label === "all" ? "all classes" : classes[trial.label]}, ${place}`;
  return `${trial.kind === "arm" ? trial.arm : "baselines"}, ${place}`;
}

function hashInputs(...parts: readonly unknown[]): string {
  return sha256(JSON.stringify([trialVersion, ...parts])).slice(0, 16);
}

function selectSettings(settings: Settings, ...begins: readonly string[]): [string, unknown][] {
  const without = ["engine.threads"]; // every trial has one thread
  return Object.entries(settings).filter(
    ([key]) => begins.some((begin) => key.startsWith(begin)) && !without.includes(key),
  );
}
