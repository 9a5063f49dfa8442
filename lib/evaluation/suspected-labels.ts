import type { Label } from "../data/label";
import { groupBy, mean } from "../core/arrays";
import { outOfFold, type FoldPredictions } from "./fold-predictions";
import { probabilityOf } from "./prediction";

/** An image whose label may be wrong, in the opinion of models that did not see it. */
export interface SuspectedLabel {
  readonly id: string;
  /** Label in the data set. */
  readonly label: Label;
  /** Mean out-of-fold probability of that label over arms and repeats. */
  readonly probability: number;
  /** Number of models. */
  readonly models: number;
}

/**
 * Possible label errors: averaged over all arms and repeats, the out-of-fold probability of the given label is at most
 * 0.25, and that of another class at least what images of that class get on average. A suspicion, not a correction.
 * Precise, not complete: of 17 wrong labels planted in 300 phantoms a forest finds 3 and names 4 (planted-faults.test.ts).
 *
 * Source: the rule of confident learning (Northcutt, Jiang & Chuang 2021) on averaged probabilities.
 */
export function suspectedLabels(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
): SuspectedLabel[] {
  const given = names.flatMap((name) => outOfFold(foldPredictions, name).flat());
  const images = [...groupBy(given, (prediction) => prediction.id)].map(([id, all]) => ({
    id,
    label: all[0]?.label ?? 0,
    models: all.length,
    probabilities: (all[0]?.probabilities ?? []).map((_, k) => mean(all.map((p) => probabilityOf(p, k)))),
  }));
  const classes = images[0]?.probabilities ?? [];
  /** How sure models are, on average, of images of each class. */
  const sure = classes.map((_, k) => {
    const own = images.filter((i) => i.label === k);
    return own.length === 0 ? Infinity : mean(own, (i) => probabilityOf(i, k));
  });
  return images
    .filter(({ label, probabilities }) => {
      const isUnlikely = 1 - probabilityOf({ probabilities }, label) >= 0.75;
      return isUnlikely && probabilities.some((p, k) => k !== label && p >= (sure[k] ?? 1));
    })
    .map(({ id, label, models, probabilities }) => ({
      id,
      label,
      probability: probabilityOf({ probabilities }, label),
      models,
    }))
    .sort((a, b) => a.probability - b.probability);
}
