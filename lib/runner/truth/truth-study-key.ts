import { sha256, type Settings } from "../../core";
import type { Dataset } from "../../data";
import { trialsOf, type StudyFold } from "../../study/study";

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
