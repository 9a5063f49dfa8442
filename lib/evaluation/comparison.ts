import type { ArmResult } from "./arm-result";
import { mcnemar } from "../statistics/mcnemar";
import { isRight } from "./prediction";

/** Differences of two arms on the same test images. */
export interface Comparison {
  /** Images that only the second arm got right, and only the first. */
  readonly gained: number;
  readonly lost: number;
  readonly n: number;
  /** Two-sided p of McNemar's exact test on the predictions that changed. */
  readonly p: number;
}

/** Compares the second arm with the first, image by image. */
export function comparePredictions(
  first: Pick<ArmResult, "predictions">,
  second: Pick<ArmResult, "predictions">,
): Comparison {
  const right = new Map(first.predictions.map((p) => [p.id, isRight(p)]));
  let gained = 0;
  let lost = 0;
  for (const prediction of second.predictions) {
    const now = isRight(prediction);
    const before = right.get(prediction.id);
    if (now && before === false) gained++;
    if (!now && before === true) lost++;
  }
  return { gained, lost, n: second.predictions.length, p: mcnemar(gained, lost) };
}
