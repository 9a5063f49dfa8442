import { join } from "node:path";
import { range, stream, writeJson, type Profile, type Settings } from "../core";
import {
  duplicates,
  duplicateSets,
  sealExternal,
  groupsOf,
  preprocess,
  read,
  saveSplit,
  shortcuts,
  splitAt,
  type Dataset,
  type DuplicatePair,
  type ExternalSet,
  type Groups,
  type Label,
  type Preprocessed,
  type ReadingRow,
  type Shortcut,
} from "../data";
import { armsOfStudy } from "../evaluation/arms-of-study";
import { generatorSpec } from "../models";
import { engineMultiply } from "../quality";
import { armTrial, baselineTrial, ganTrial, type Trial, type TrialPlace } from "./trial";
import { studyFolds } from "./study-folds";
import { studySettings } from "./study-settings";

/** Options of a study, as its command was given. */
export interface StudyRequest {
  readonly profile: Profile;
  /** The data source's location: "phantom", or an absolute path of a folder of images. */
  readonly data: string;
  readonly dataName: string;
  readonly seed: number;
  readonly set: Readonly<Record<string, unknown>>;
}

/** A study before any training: its folds, and every trial in an order in which each finds what it needs. */
export interface Study {
  readonly request: StudyRequest;
  readonly settings: Settings;
  readonly classes: readonly string[];
  /** The class that sensitivity is of; absent with more than two classes of which none was named. */
  readonly positive?: Label | undefined;
  readonly fingerprint: string;
  readonly images: number;
  /** What was read and what decided it, line by line. */
  readonly reading: readonly ReadingRow[];
  readonly groups: Pick<Groups, "origin" | "count">;
  /** Pairs of images that show the same slice. */
  readonly sameSlice: number;
  /** AUC of attributes that have nothing to do with the disease. */
  readonly shortcuts: readonly Shortcut[];
  /**
   * Group of each image, and width times height of its file, by id; its cautious group too, where some patients
   * are not named and the folds do not keep these groups anyway.
   */
  readonly imageInfo: Readonly<
    Record<string, { readonly group: string; readonly cautious?: string | undefined; readonly area: number }>
  >;
  /** Other images that every finished arm is judged on; their pixels lie in external/. */
  readonly external?: ExternalSet | undefined;
  readonly folds: readonly StudyFold[];
  readonly trials: readonly Trial[];
}

/** One fold: repeat, number and sizes; its images lie in folds/FOLDID. */
export interface StudyFold {
  readonly repeat: number;
  readonly fold: number;
  readonly foldId: string;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Test images with one of their cautious group in the training part; absent without such groups. */
  readonly cautiousLeaks?: number | undefined;
}

/** The folder of the external images. */
export const externalFolder = (folder: string): string => join(folder, "external");

/** The folder of a fold's images. */
export const foldFolder = (folder: string, foldId: string): string => join(folder, "folds", foldId);

/**
 * Reads the data set, finds the groups, divides it into folds, writes each fold's images and study.json, and lists the
 * trials. The same request gives the same folds and trial ids; nothing is trained.
 *
 * @param folder the study's folder
 * @throws InputError for whatever is wrong with the data, also too few groups for the folds
 */
export async function openStudy(request: StudyRequest, folder: string): Promise<Study> {
  const settings = studySettings(request.profile, request.set);
  const dataset = await read({ data: request.data, seed: request.seed, settings });
  const pairs = duplicates(dataset, engineMultiply);
  const groups = groupsOf(dataset, pairs, settings["data.grouping"]);
  writeJson(join(folder, "duplicates.json"), duplicateSets(dataset, pairs));
  const preprocessed = await preprocess(dataset, { size: settings["data.size"] });
  const cautious = cautiousGroups(dataset, pairs, groups);
  const folds = foldsOf(preprocessed, { groups, cautious }, settings, request.seed, folder);
  const external = await sealExternal(
    { seed: request.seed, settings },
    dataset,
    externalFolder(folder),
    engineMultiply,
  );
  const study: Study = {
    request,
    settings,
    classes: dataset.classes,
    positive: dataset.positive,
    fingerprint: dataset.fingerprint,
    images: dataset.slices.length,
    reading: dataset.reading.filter(({ what }) => what !== "split"), // folds take its place
    groups: { origin: groups.origin, count: groups.count },
    shortcuts: shortcuts(dataset),
    sameSlice: pairs.filter((pair) => pair.kind !== "same scan").length,
    imageInfo: Object.fromEntries(
      dataset.slices.map(({ id, width, height }, i) => [
        id,
        { group: groups.names[i] ?? id, cautious: cautious?.names[i], area: width * height },
      ]),
    ),
    external,
    folds,
    trials: trialsOf(folds, dataset.classes.length, settings, request.seed, external?.fingerprint),
  };
  writeJson(join(folder, "study.json"), study);
  return study;
}

/** The cautious guess that the folds may have torn; undefined where every image's patient is named, or it is what the folds keep. */
function cautiousGroups(
  dataset: Dataset,
  pairs: readonly DuplicatePair[],
  { origin }: Groups,
): Groups | undefined {
  const isNamed = dataset.slices.every(({ group }) => group !== undefined);
  return isNamed || origin.endsWith("cautiously guessed") ? undefined : groupsOf(dataset, pairs, "cautious");
}

function foldsOf(
  preprocessed: Preprocessed,
  { groups, cautious }: { readonly groups: Groups; readonly cautious: Groups | undefined },
  settings: Settings,
  seed: number,
  folder: string,
): StudyFold[] {
  const labels = preprocessed.dataset.slices.map((s) => s.label);
  const options = { folds: settings["study.folds"], repeats: settings["study.repeats"], seed };
  return studyFolds(labels, groups, options, preprocessed.dataset.classes).map(
    ({ repeat, fold, ...indices }) => {
      const at = (foldId: string): string => foldFolder(folder, foldId);
      const split = splitAt(preprocessed, indices, { groups: groups.names, folder: at });
      const { foldId } = split;
      saveSplit(at(foldId), preprocessed, split);
      const { train, validation, test } = indices;
      const learned = new Set(train.map((i) => cautious?.names[i]));
      return {
        repeat,
        fold,
        foldId,
        train: train.length,
        validation: validation.length,
        test: test.length,
        cautiousLeaks: cautious && test.filter((i) => learned.has(cautious.names[i])).length,
      };
    },
  );
}

/**
 * All trials of a study: of each fold one GAN per class (a conditional pair: one of all), the arms, the baselines; a GAN before the arms that need it.
 * @param external fingerprint of the external images that arms are judged on
 */
export function trialsOf(
  folds: readonly StudyFold[],
  classes: number,
  settings: Settings,
  seed: number,
  external?: string,
): Trial[] {
  const arms = armsOfStudy(settings["study.arms"]);
  return folds.flatMap(({ repeat, fold, foldId }) => {
    const placeOf = (k: number): TrialPlace => ({
      repeat,
      fold,
      foldId,
      seed: trialSeed(seed, repeat, fold, k),
    });
    const ofSeeds = range(settings["study.seeds"]).map((k) => {
      const at = placeOf(k);
      const labels = generatorSpec(settings).conditional ? (["all"] as const) : range(classes);
      const gans = labels.map((label) => ganTrial(at, label, settings));
      return { gans, arms: arms.map((arm) => armTrial(at, arm, gans, settings, external)) };
    });
    const ofTrials = ofSeeds.flatMap(({ gans, arms: ofArms }) => [...gans, ...ofArms]);
    return [...ofTrials, baselineTrial(placeOf(0), ofSeeds[0]?.gans ?? [])];
  });
}

/**
 * The seed of the k-th training of a fold, the same for all its arms and generators. Other folds have others: with the same
 * first weights and draws in all, their common luck would not show in the spread between folds.
 */
export function trialSeed(seed: number, repeat: number, fold: number, k: number): number {
  return stream(seed, "trial", repeat, fold, k).integer(2 ** 31);
}
