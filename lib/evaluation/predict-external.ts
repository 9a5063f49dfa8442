import { openExternal } from "../data/external/open-external";
import type { SealedExternal } from "../data/image-set";
import type { Label } from "../data/label";
import { summarizeTest, type ArmResult } from "./arm-result";
import { predictWith } from "./predict-with";
import type { Prediction } from "./prediction";
import type { TrainedArm } from "./train-arm";

/** A finished arm's predictions of every external image, in their order. */
export async function predictExternal(arm: TrainedArm, sealed: SealedExternal): Promise<Prediction[]> {
  return predictWith(arm, openExternal(sealed));
}

/**
 * Each finished arm's measures on the external images: images that no training, choice or generator saw.
 * @param positive the class that sensitivity is of
 */
export async function evaluateExternal(
  trained: readonly TrainedArm[],
  sealed: SealedExternal,
  positive?: Label,
): Promise<ArmResult[]> {
  const results: ArmResult[] = [];
  const images = openExternal(sealed);
  for (const arm of trained)
    results.push(summarizeTest(arm, await predictWith(arm, images), { positive, groups: images.groups }));
  return results;
}
