import { join } from "node:path";
import { fail, readJson, sha256, deferInterrupt, writeJson, type Run, type Settings } from "../core";
import type { ImageSet } from "../data/image-set";
import { classesOf } from "../data/label";
import { pixelHash } from "../data/pixel-bytes";
import { resnet } from "../models";
import { classical } from "../training/augmentation/augmentation";
import type { ClassifierHistory } from "../training/classifier-options";
import { trainClassifier } from "../training/train-classifier";
import { cachedResult, cacheResult } from "../training/cached-result";
import { assertSavable } from "../training/keras/assert-savable";
import { loadKeras, saveKeras } from "../training/keras/h5";
import type * as tfjs from "@tensorflow/tfjs";
import type { Arm, ArmImages } from "./arms";

/** An arm whose classifier is trained and frozen at the epoch that validation chose. Lies on disk; holds no tensor. */
export interface TrainedArm {
  readonly name: string;
  readonly foldId: string;
  /** Images it was trained on. */
  readonly n: number;
  /** Ids of all real images that had a part in it: trained on, seen by a generator, or used to choose the epoch. */
  readonly seen: readonly string[];
  /** Their groups. */
  readonly seenGroups: readonly string[];
  readonly steps: number;
  readonly history: ClassifierHistory;
  readonly seed: number;
  /** classifier.h5 and arm.json lie here. */
  readonly folder: string;
}

const folderOf = (run: Pick<Run, "path">, name: string): string => run.path("models", "classifiers", name);

/**
 * Trains one arm's classifier and writes it to the run folder. Every arm starts from the same weights and takes the
 * same number of optimiser steps per epoch: ceil(real training images / batch size). Interrupted and called again, it
 * resumes.
 *
 * @param images real images of the fold and those of the arm's source; without synthetic ones for an arm that needs none
 */
export async function trainArm(
  run: Pick<Run, "settings" | "seed" | "path">,
  arm: Arm,
  images: ArmImages,
  validation: ImageSet<"validation">,
): Promise<TrainedArm> {
  const s = run.settings;
  const { real } = images;
  const train = arm.images(images);
  const augmentation =
    arm.augmentation ?? (s["classifier.augmentation"] === "classical" ? classical : undefined);
  const folder = folderOf(run, arm.name);
  const sets = [train.foldId, train.ids, pixelHash(train), validation.ids, augmentation ?? []];
  const isOriginal = new Set(real.ids);
  const isReal = arm.syntheticAs === "fake" ? train.ids.map((id) => isOriginal.has(id)) : undefined;
  const key = sha256(JSON.stringify([s, run.seed, ...sets, ...(isReal ?? [])]));
  const before = cachedResult<TrainedArm>(folder, key, arm.name);
  if (before) return before;
  const model = buildClassifier(run, classesOf([...real.labels, ...validation.labels]).length);
  assertSavable(model, model, "softmax");
  const stepsPerEpoch = Math.ceil(real.ids.length / s["classifier.batchSize"]);
  try {
    const history = await trainClassifier(model, train, validation, {
      epochs: s["classifier.epochs"],
      stepsPerEpoch,
      batchSize: s["classifier.batchSize"],
      learningRate: s["classifier.learningRate"],
      patience: s["classifier.patience"],
      ...(augmentation && { augmentation }),
      ...(isReal && { isReal }),
      seed: run.seed,
      name: arm.name,
      checkpoint: join(folder, "checkpoint.bin"),
      logs: run.path("tensorboard", "classifier", arm.name),
    });
    await deferInterrupt(() =>
      saveKeras(model, join(folder, "classifier.h5"), { finalActivation: "softmax" }),
    );
    const trained: TrainedArm = {
      name: arm.name,
      foldId: train.foldId,
      n: train.ids.length,
      seen: [...new Set([...train.seen, ...validation.ids])],
      seenGroups: groupsBehind(train.seen, real, validation),
      steps: history.epochs.length * stepsPerEpoch,
      history,
      seed: run.seed,
      folder,
    };
    writeJson(join(folder, "arm.json"), { ...trained, folder: undefined, settings: classifierSettings(s) });
    cacheResult(folder, key, trained);
    return trained;
  } finally {
    model.dispose();
  }
}

/** Groups of the images that were seen, as far as the fold knows them, and of validation. */
function groupsBehind(
  seen: readonly string[],
  real: ImageSet<"train">,
  validation: ImageSet<"validation">,
): string[] {
  const group = new Map(real.ids.map((id, i) => [id, real.groups[i] ?? id]));
  return [...new Set([...seen.map((id) => group.get(id) ?? id), ...validation.groups])];
}

/** The run's classifier with seeded weights: images (n, size, size, 1) to logits (n, classes). */
export function buildClassifier(
  { settings: s, seed }: Pick<Run, "settings" | "seed">,
  classes: number,
): tfjs.LayersModel {
  return resnet({
    depth: s["classifier.depth"],
    inputShape: [s["data.size"], s["data.size"], 1],
    classes,
    filters: s["classifier.filters"],
    dropout: s["classifier.dropout"],
    seed,
  });
}

/** What arms that are compared must have been trained with alike, beside the seed. */
function classifierSettings(settings: Settings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key.startsWith("classifier.")));
}

/**
 * An arm that an earlier notebook trained in this run.
 * @throws InputError when it is missing, of another split, or was trained with another seed or other `classifier` settings,
 *   which would be compared as if they were an arm's difference
 */
export function openArm(
  run: Pick<Run, "path" | "settings" | "seed">,
  name: string,
  foldId: string,
  remedy: string,
): TrainedArm {
  const folder = folderOf(run, name);
  const { settings = {}, ...arm } = readJson<
    TrainedArm & { readonly settings?: Readonly<Record<string, unknown>> }
  >(join(folder, "arm.json"), remedy);
  if (arm.foldId !== foldId)
    fail("open a trained arm", `${folder} is of split ${arm.foldId}`, `split ${foldId}`, remedy);
  const wanted = { seed: run.seed, ...classifierSettings(run.settings) };
  const found: Readonly<Record<string, unknown>> = { seed: arm.seed, ...settings };
  const other = Object.entries(wanted).filter(([key, value]) => found[key] !== value);
  const words = (of: Readonly<Record<string, unknown>>): string =>
    other.map(([key]) => `${key}=${String(of[key] ?? "unknown")}`).join(", ");
  if (other.length > 0)
    fail("open a trained arm", `${folder} was trained with ${words(found)}`, words(wanted), remedy);
  return { ...arm, folder };
}

/** A trained arm's classifier, giving logits (the file ends in the paper's softmax); the caller disposes it. */
export function openClassifier(arm: TrainedArm): Promise<tfjs.LayersModel> {
  return loadKeras(join(arm.folder, "classifier.h5"), { finalActivation: "linear" });
}
