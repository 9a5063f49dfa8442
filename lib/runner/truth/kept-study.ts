import { existsSync } from "node:fs";
import { join } from "node:path";
import { displayPath, readJson, sha256, writeJson, type Settings } from "../../core";
import type { Dataset } from "../../data";
import { trialsOf, type StudyFold } from "../../study/study";
import type { JudgedStudy } from "./judge-trial";

/** What the result of one study of a truth trial depends on. */
export interface TruthStudyInputs {
  readonly dataset: Pick<Dataset, "fingerprint">;
  /** Images it may use, by index. */
  readonly chosen: readonly number[];
  readonly seed: number;
  /** All of them, as they were resolved. */
  readonly settings: Settings;
}

/** A fold that stands for a study's: the ids of its trials hold the texts of networks, loss, penalty, arms and baselines. */
const anyFold: StudyFold = { repeat: 0, fold: 0, foldId: "", train: 0, validation: 0, test: 0 };

/** Hash of these inputs and of what the trials' ids hold of the code: an equal key means an equal study. */
export function truthStudyKey({ dataset, chosen, seed, settings }: TruthStudyInputs): string {
  const ids = trialsOf([anyFold], 2, settings, seed).map(({ id }) => id);
  return sha256(JSON.stringify([ids, dataset.fingerprint, chosen, seed, settings])).slice(0, 16);
}

interface KeptStudy extends JudgedStudy {
  /** Absent in files of older code. */
  readonly key?: string;
}

const fileIn = (folder: string): string => join(folder, "judged.json");

/**
 * A finished study of a truth trial: judged.json of its folder.
 * @returns undefined where there is none, or where it has another key: a line then says that the study is done again
 */
export function readKeptStudy(folder: string, key: string): JudgedStudy | undefined {
  if (!existsSync(fileIn(folder))) return undefined;
  const { key: found, ...judged } = readJson<KeptStudy>(
    fileIn(folder),
    "Delete it and start the trial again.",
  );
  if (found === key) return judged;
  console.log(
    `  ${displayPath(folder)} holds a study of other images, settings, seed or code: it is done again`,
  );
  return undefined;
}

/** Writes judged.json. */
export function keepStudy(folder: string, key: string, judged: JudgedStudy): void {
  const kept: KeptStudy = { ...judged, key };
  writeJson(fileIn(folder), kept);
}
