import { externalOf, type ExternalSet } from "../data/external/seal-external";
import { openSplit } from "../data/split/split-files";
import { externalResults } from "../evaluation/external-results";
import { tellExternalApart } from "../evaluation/tell-external-apart";
import { engineMultiply } from "../quality/engine-multiply";
import { externalFolder, foldFolder, type Study } from "./study";
import type { StudyResults } from "./study-results";
import type { TrialResult } from "./trial-result";

/** Each arm on a study's external images, and whether these can be told from those of the first fold that it trained on. */
export function judgeExternal(
  { folds, request }: Study,
  { ids, labels, groups, ...set }: ExternalSet,
  done: readonly TrialResult[],
  folder: string,
): StudyResults["external"] {
  const predictions = done.flatMap(({ trial, external }) =>
    trial.kind === "arm" && external
      ? [{ arm: trial.arm, place: `${trial.repeat}/${trial.fold}/${trial.seed}`, probabilities: external }]
      : [],
  );
  const arms = externalResults(predictions, { labels, groups });
  const [fold] = folds;
  if (arms.length === 0 || fold === undefined) return { set, arms };
  const { train } = openSplit(foldFolder(folder, fold.foldId));
  const apart = tellExternalApart(externalOf({ ids }, externalFolder(folder)), train, {
    seed: request.seed,
    multiply: engineMultiply,
  });
  return { set, arms, apart };
}
