import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, readJson, resolveSettings, writeJson, type Run, type Settings } from "../../core";
import type { Preprocessed } from "../dataset";
import type { Split } from "../image-set";
import type { Label } from "../label";
import { readPart, missingPartRemedy, sealTest, writePart, type PartRecord } from "./part-file";
import { foldIdOf } from "./split";

/** Summary of the data set that the notebooks after the first read. */
export interface DatasetSummary {
  readonly name: string;
  /** Names of the classes by label. */
  readonly classes: readonly string[];
  /** The class that sensitivity is of; undefined with more than two classes of which none was named. */
  readonly positive?: Label | undefined;
  /** Number of images, all parts together. */
  readonly images: number;
  /** Side of a preprocessed image, pixels. */
  readonly size: number;
  /** Of the data set as read, and of the preprocessed pixels. */
  readonly fingerprint: string;
  readonly pixelFingerprint: string;
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
}

/** A split read back from a run folder. */
export interface OpenedSplit extends Split {
  readonly dataset: DatasetSummary;
}

type SplitRun = Pick<Run, "folder" | "settings" | "profile" | "seed">;

/** The run that a split belongs to; or the folder alone, of a study's fold. */
export type SplitOwner = string | SplitRun;

interface Manifest extends DatasetSummary {
  readonly foldId: string;
  /** Settings and seed of the run that made it, which decide what it holds; absent in a study's fold. */
  readonly madeWith?: DataSettings;
  readonly seed?: number;
  readonly grouping?: Split["grouping"];
  readonly parts: {
    readonly train: PartRecord;
    readonly validation: PartRecord;
    /** Without labels: those lie in test.json. */
    readonly test: { readonly ids: readonly string[] };
  };
}

/**
 * Writes training and validation images and data/manifest.json into the run folder; the manifest last, so that a run
 * killed half-way is seen by `openSplit`. The test lies there since `split`.
 *
 * @param owner the run, or its folder: the one that `split` got
 */
export function saveSplit(owner: SplitOwner, preprocessed: Preprocessed, split: Split): void {
  const { dataset, size, steps } = preprocessed;
  const data = dataFolder(owner);
  const manifest: Manifest = {
    name: dataset.name,
    classes: dataset.classes,
    positive: dataset.positive,
    images: dataset.slices.length,
    size,
    fingerprint: dataset.fingerprint,
    pixelFingerprint: preprocessed.fingerprint,
    steps,
    warnings: dataset.warnings,
    foldId: split.foldId,
    ...(typeof owner !== "string" && { madeWith: dataSettings(owner.settings), seed: owner.seed }),
    ...(split.grouping && { grouping: split.grouping }),
    parts: {
      train: writePart(data, split.train),
      validation: writePart(data, split.validation),
      test: { ids: split.test.ids },
    },
  };
  writeJson(join(data, "manifest.json"), manifest);
}

const dataFolder = (owner: SplitOwner): string =>
  join(typeof owner === "string" ? owner : owner.folder, "data");

type DataSettings = Readonly<Record<string, unknown>>;

/** The settings that decide what a split holds: those of the data, but not which external images are looked at. */
function dataSettings(settings: Settings): DataSettings {
  const decides = (key: string): boolean => key.startsWith("data.") && key !== "data.external";
  return Object.fromEntries(Object.entries(settings).filter(([key]) => decides(key)));
}

/**
 * Refuses a split that was made with another seed, which figures and the report would give as this run's, or with another value of a
 * setting that the run sets: it would be set in vain. A setting left at its default asks for nothing: then the split says what it is.
 */
function refuseOther(
  { folder, settings, profile, seed }: SplitRun,
  { madeWith, seed: own = seed }: { readonly madeWith: DataSettings; readonly seed: number | undefined },
): void {
  if (own !== seed)
    fail(
      "open the split",
      `${join(dataFolder(folder), "manifest.json")} was made with seed ${own}`,
      `seed ${seed}`,
      `Run notebook 01-preprocess again with this seed, or set seed = ${own}.`,
    );
  const [wanted, byDefault] = [dataSettings(settings), dataSettings(resolveSettings(profile))];
  const other = Object.keys(wanted).filter((key) => ![byDefault[key], madeWith[key]].includes(wanted[key]));
  const words = (of: DataSettings): string =>
    other.map((key) => `${key}=${String(of[key] ?? "")}`).join(", ");
  if (other.length > 0)
    fail(
      "open the split",
      `${join(dataFolder(folder), "manifest.json")} was made with ${words(madeWith)}`,
      words(wanted),
      "Run notebook 01-preprocess again with these settings, or leave them out.",
    );
}

/** Whether a run folder's split was made with exactly this run's `data` settings and seed; not where there is none. */
export function isSplitOf({ folder, settings, seed }: Pick<Run, "folder" | "settings" | "seed">): boolean {
  const file = join(dataFolder(folder), "manifest.json");
  if (!existsSync(file)) return false;
  const { madeWith = {}, seed: own } = readJson<Manifest>(file, missingPartRemedy);
  return (
    own === seed && Object.entries(dataSettings(settings)).every(([key, value]) => madeWith[key] === value)
  );
}

/** The split that notebook 01 left in a run folder, by its id; undefined where there is none. */
export function findFoldId(owner: SplitOwner): string | undefined {
  const file = join(dataFolder(owner), "manifest.json");
  return existsSync(file) ? readJson<Manifest>(file, missingPartRemedy).foldId : undefined;
}

/**
 * Opens the split that notebook 01 left in a run folder.
 * @throws InputError that says to run notebook 01-preprocess when a file is missing, damaged or of another split, or when the
 *   run has another seed or sets a `data` setting to another value than it was made with
 */
export function openSplit(owner: SplitOwner): OpenedSplit {
  const data = dataFolder(owner);
  const manifest = readJson<Manifest>(join(data, "manifest.json"), missingPartRemedy);
  const { foldId, parts, grouping, madeWith, seed, ...known } = manifest;
  if (typeof owner !== "string" && madeWith) refuseOther(owner, { madeWith, seed });
  const dataset = { ...known, positive: known.positive ?? (known.classes.length === 2 ? 1 : undefined) };
  const { train, validation, test } = parts;
  const ids = { train: train.ids, validation: validation.ids, test: test.ids };
  const file = join(data, "test.f32");
  if (!existsSync(file))
    fail("open the split", `no file ${file}`, "the sealed test images", missingPartRemedy);
  const all = [...ids.train, ...ids.validation, ...ids.test];
  if (
    new Set(all).size !== all.length ||
    foldIdOf(dataset.fingerprint, dataset.pixelFingerprint, ids) !== foldId
  )
    fail(
      "open the split",
      `the ids in ${join(data, "manifest.json")} have changed since it was written`,
      `those of split ${foldId}, each in one part`,
      "Run notebook 01-preprocess again.",
    );
  return {
    foldId,
    train: readPart(join(data, "train.f32"), "train", train),
    validation: readPart(join(data, "validation.f32"), "validation", validation),
    test: sealTest(foldId, test.ids, file),
    ...(grouping && { grouping }),
    dataset,
  };
}
