import { countOf } from "../core";
import type { StudyResults } from "./study-results";

/**
 * How partial the results of an unfinished study are: its trials, and the least that each arm shown has been tested on.
 * @returns undefined of a finished study
 */
export function describePart({
  finished,
  trials,
  tested,
  images,
  folds,
  summaries,
}: Pick<StudyResults, "finished" | "trials" | "tested" | "images" | "folds" | "summaries">):
  string | undefined {
  if (finished >= trials) return undefined;
  const part = `Only ${finished} of ${countOf(trials, "trial is", "trials are")} finished: what follows is of a part of the study`;
  if (summaries.length === 0) return `${part}.`;
  const reach = tested
    ? `at least ${tested.images} of ${images} images, in ${tested.folds} of ${folds} folds`
    : `all ${images} images, once at least`;
  return `${part}. Each arm shown has been tested on ${reach}.`;
}
