import { rmSync } from "node:fs";
import { join } from "node:path";
import { openRun, sha256, writeJson, type Settings } from "../../../core";
import { openSplit } from "../../../data";
import { imageSet, type ImageSet } from "../../../data/image-set";
import { useEngine } from "../../../engine";
import { evaluate, trainArm } from "../../../evaluation";
import { findArm } from "../../../evaluation/arms-of-study";
import { foldFolder } from "../../../study/study";
import { freshPhantoms } from "./fresh-phantoms";
import type { TruthDraw } from "./open-draw";

/** Named like a configuration in the tables: what no generator can beat. Its images are phantoms that nobody trained on. */
export const perfectGenerator = "fresh phantoms (no generator)";

/** Images per class in the pool that each of its arms takes from: a dose of 4 takes 288 of it. */
const pools = {
  synthetic: 100,
  "original+synthetic": 100,
  "original+classical+dose-1": 100,
  "original+classical+dose-4": 300,
} as const;

type PerfectArm = keyof typeof pools;

/** The arms trained with fresh phantoms in place of synthetic images. */
export const perfectArms = Object.keys(pools) as PerfectArm[];

/** Seed of a draw's fresh phantoms. */
const seedOfPool = (draw: number): number => 8_300_000 + draw;

/** An arm's result, by what it depends on. */
export function perfectFile(at: TruthDraw, arm: string, settings: Settings, folder: string): string {
  const own = Object.entries(settings).filter(([key]) => /^(data|classifier|samples|engine)\./.test(key));
  const inputs = [1, at.foldId, at.seed, arm, own];
  return join(folder, "perfect", `${sha256(JSON.stringify(inputs)).slice(0, 16)}.json`);
}

/** Trains an arm with fresh phantoms in place of synthetic images as a study trains it, and writes its answers on the test. */
export async function judgePerfectGenerator(
  at: TruthDraw,
  arm: PerfectArm,
  settings: Settings,
  folder: string,
): Promise<void> {
  const file = perfectFile(at, arm, settings, folder);
  const out = `${file.replace(/\.json$/, "")}-work`;
  const run = openRun({ profile: "quick", data: "phantom", seed: at.seed, out, set: settings });
  useEngine(run);
  const split = openSplit(foldFolder(folder, at.foldId));
  const images = {
    real: split.train,
    synthetic: freshSet(at, split.train, pools[arm], folder),
    syntheticCount: 2 * settings["samples.count"],
  };
  const trained = await trainArm(run, findArm(arm), images, split.validation);
  const [result] = await evaluate([trained], split.test);
  writeJson(file, { predictions: [{ name: arm, predictions: result?.predictions ?? [] }] });
  rmSync(out, { recursive: true, force: true });
}

/** Fresh phantoms in the role of synthetic images: as if a generator had seen the draw's training images. */
function freshSet(
  { draw }: TruthDraw,
  train: ImageSet<"train">,
  pool: number,
  folder: string,
): ImageSet<"synthetic"> {
  const { ids, labels, pixels } = freshPhantoms(folder, {
    count: 2 * pool,
    seed: seedOfPool(draw),
    size: train.size,
  });
  const { foldId, size } = train;
  return imageSet("synthetic", { foldId, ids, labels, size, pixels, seen: train.ids });
}
