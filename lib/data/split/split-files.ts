import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, readJson, writeJson } from "../../core";
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

interface Manifest extends DatasetSummary {
  readonly foldId: string;
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
 * @param folder the run folder, the one that `split` got
 */
export function saveSplit(folder: string, preprocessed: Preprocessed, split: Split): void {
  const { dataset, size, steps } = preprocessed;
  const data = join(folder, "data");
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
    ...(split.grouping && { grouping: split.grouping }),
    parts: {
      train: writePart(data, split.train),
      validation: writePart(data, split.validation),
      test: { ids: split.test.ids },
    },
  };
  writeJson(join(data, "manifest.json"), manifest);
}

/**
 * Opens the split that notebook 01 left in a run folder.
 * @param folder the run folder
 * @throws InputError that says to run notebook 01-preprocess when a file is missing, damaged or of another split
 */
export function openSplit(folder: string): OpenedSplit {
  const data = join(folder, "data");
  const manifest = readJson<Manifest>(join(data, "manifest.json"), missingPartRemedy);
  const { foldId, parts, grouping, ...known } = manifest;
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
