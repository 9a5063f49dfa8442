import { join } from "node:path";
import { fail, writeJson, type Run } from "../../core";
import type { Multiply } from "../../ml/distances";
import type { Dataset } from "../dataset";
import { dataSource } from "../data-source";
import { duplicatesBetween } from "../duplicates/duplicates";
import { fingerprint } from "../fingerprint";
import { imageSet, type SealedExternal } from "../image-set";
import type { Label } from "../label";
import { preprocess } from "../preprocess";
import { read } from "../read";
import { writePart } from "../split/part-file";
import { describeExternal, type AttributeDifference } from "./describe-external";
import { matchClasses } from "./match-classes";

/** A labelled data set that no part of training, choosing or generating sees: what is known of it without its pixels. */
export interface ExternalSet {
  readonly name: string;
  /** Of the images that are left, with their labels as they are called here. */
  readonly fingerprint: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** Patient of each image; its id where nothing is known. */
  readonly groups: readonly string[];
  /** Images of each class, by label. */
  readonly counts: readonly number[];
  /** Images left out since the data trained on hold the same slice. */
  readonly leftOut: readonly { readonly id: string; readonly like: string; readonly kind: string }[];
  /**
   * Patients who are called as patients trained on, of those that both data sets name. They are not left out: two hospitals may
   * each have a patient "001". Absent in older results.
   */
  readonly samePatients?: number;
  readonly differences: readonly AttributeDifference[];
}

/** Seeds of a generated external set lie this far from the run's, so that no image is drawn twice. */
const externalSeedOffset = 2_000_003;

/**
 * Reads the data set of the setting `data.external`, leaves out images that the data trained on hold too, and writes it,
 * preprocessed alike, into a folder where only `evaluation` opens it.
 *
 * @param training the data set that is trained on, all of its parts
 * @param multiply compares many images quicker
 * @returns undefined where the setting is empty
 * @throws InputError for whatever is wrong with the images or labels, other classes, or no image that is left
 */
export async function sealExternal(
  run: Pick<Run, "seed" | "settings">,
  training: Dataset,
  folder: string,
  multiply?: Multiply,
): Promise<ExternalSet | undefined> {
  const given = run.settings["data.external"];
  if (given === "") return undefined;
  const source = dataSource(given);
  // which class is positive is known from the data trained on: not to be asked of these names again
  const positive = training.classes.length > 2 ? "auto" : "1";
  const settings = { ...run.settings, "data.positive": positive, "data.split": "drawn" as const };
  const whole = await read(
    { data: source.location, seed: run.seed + externalSeedOffset, settings },
    { isJudgedOnly: true },
  );
  const labels = matchClasses(training.classes, whole.classes, source.name);
  const leftOut = duplicatesBetween(training, whole, multiply).map(({ a, b, kind }) => ({
    id: b,
    like: a,
    kind,
  }));
  const copies = new Set(leftOut.map(({ id }) => id));
  const slices = whole.slices
    .filter(({ id }) => !copies.has(id))
    .map((slice) => ({ ...slice, label: labels[slice.label]! }));
  if (slices.length === 0)
    fail(
      `judge the arms on ${source.name}`,
      `${whole.slices.length} images, all of which are in the data trained on`,
      "other images",
      "Give --external another folder.",
    );
  const external = { ...whole, classes: training.classes, slices };
  const size = run.settings["data.size"];
  const set = imageSet("external", {
    foldId: "external",
    ids: slices.map(({ id }) => id),
    labels: slices.map(({ label }) => label),
    groups: slices.map(({ id, group }) => group ?? id),
    size,
    pixels: (await preprocess(external, { size })).pixels,
  });
  writeJson(join(folder, "external.json"), writePart(folder, set));
  return {
    name: source.name,
    fingerprint: fingerprint(slices),
    ids: set.ids,
    labels: set.labels,
    groups: set.groups,
    counts: training.classes.map((_, label) => slices.filter((slice) => slice.label === label).length),
    leftOut,
    samePatients: countSamePatients(training, external),
    differences: describeExternal(training, external),
  };
}

function countSamePatients(training: Dataset, external: Dataset): number {
  const namesOf = ({ slices }: Dataset): Set<string> => new Set(slices.flatMap(({ group }) => group ?? []));
  const trained = namesOf(training);
  return [...namesOf(external)].filter((name) => trained.has(name)).length;
}

/** The external images that `sealExternal` wrote into a folder, without their pixels. */
export function externalOf({ ids }: Pick<ExternalSet, "ids">, folder: string): SealedExternal {
  return { ids, file: join(folder, "external.f32") } as SealedExternal;
}
