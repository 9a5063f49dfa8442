import { existsSync } from "node:fs";
import { join } from "node:path";
import { range, readJson, sha256, writeJson, type Settings } from "../../../core";
import { phantom, preprocess, saveSplit, splitAt, type Label, type Preprocessed } from "../../../data";
import { partIndices } from "../../../data/split/split";
import { foldFolder } from "../../../study/study";
import { freshPhantoms, type FreshPhantoms } from "./fresh-phantoms";

/** Fresh phantoms that every draw and configuration is judged by. */
export const truthTest = { count: 2000, seed: 8_000_001 };

/** Seed of a draw: of its phantoms, split, first weights. Far from the seeds that quick's defaults were chosen with. */
const seedOfDraw = (draw: number): number => 8_100_000 + draw;

/** One draw of training data: 200 phantoms divided as a run divides them, and the shared test in place of its own. */
export interface TruthDraw {
  readonly draw: number;
  readonly seed: number;
  /** Its images lie in folds/FOLDID. */
  readonly foldId: string;
}

/**
 * A draw's training and validation images beside the test of fresh phantoms, written where a study's trials look for them.
 * The draw's own test part is left out: with 22 images it says little.
 *
 * @param ofEachClass training images of each class, the first ones; by default all of the training part
 */
export async function openDraw(
  draw: number,
  settings: Pick<Settings, "data.images" | "data.size">,
  folder: string,
  ofEachClass?: number,
): Promise<TruthDraw> {
  const seed = seedOfDraw(draw);
  const [images, size] = [settings["data.images"], settings["data.size"]];
  const few = ofEachClass === undefined ? "" : `-${ofEachClass}-of-each-class`;
  const known = join(folder, "draws", `${draw}-${images}-${size}${few}.json`);
  if (existsSync(known)) return readJson(known, "Delete it and type the command again.");
  const own = await preprocess(phantom({ images, seed }), { size });
  const fresh = freshPhantoms(folder, { ...truthTest, size });
  const labels = own.dataset.slices.map(({ label }) => label);
  const { train: whole, validation } = partIndices(labels, seed);
  const train = ofEachClass === undefined ? whole : firstOfEachClass(whole, labels, ofEachClass);
  const test = range(truthTest.count).map((i) => images + i);
  const all = joined(own, fresh);
  const split = splitAt(all, { train, validation, test }, { folder: (id) => foldFolder(folder, id) });
  saveSplit(foldFolder(folder, split.foldId), all, split);
  const opened: TruthDraw = { draw, seed, foldId: split.foldId };
  writeJson(known, opened);
  return opened;
}

/** The first indices of each class among some. */
function firstOfEachClass(indices: readonly number[], labels: readonly Label[], count: number): number[] {
  const seen = new Map<Label, number>();
  return indices.filter((i) => {
    const before = seen.get(labels[i]!) ?? 0;
    seen.set(labels[i]!, before + 1);
    return before < count;
  });
}

/** A data set with further images behind its own; of these only the pixels of one size are known. */
function joined(own: Preprocessed, fresh: FreshPhantoms): Preprocessed {
  const slices = fresh.ids.map((id, i) => ({
    id,
    label: fresh.labels[i]!,
    source: id,
    width: fresh.size,
    height: fresh.size,
    grey: new Uint8Array(0),
    channels: 1,
  }));
  const pixels = new Float32Array(own.pixels.length + fresh.pixels.length);
  pixels.set(own.pixels);
  pixels.set(fresh.pixels, own.pixels.length);
  const ids = own.dataset.fingerprint + fresh.ids.join();
  return {
    ...own,
    dataset: { ...own.dataset, slices: [...own.dataset.slices, ...slices], fingerprint: sha256(ids) },
    pixels,
    fingerprint: sha256(new Uint8Array(pixels.buffer)),
  };
}
