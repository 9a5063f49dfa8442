import { balancedShare } from "../statistics/balanced-share";
import { isRight, type Prediction } from "./prediction";

/**
 * Balanced accuracy of one arm with its 95 % interval over patients.
 * @param groups the patient of each prediction's image
 * @returns no interval where a class has fewer than two patients
 */
export function armAccuracy(
  predictions: readonly Prediction[],
  groups: readonly string[],
): { readonly value: number; readonly interval?: readonly [number, number]; readonly n: number } {
  const { mean, low, high } = balancedShare(
    predictions.map((p, i) => ({ patient: groups[i]!, label: p.label, value: Number(isRight(p)) })),
  );
  return {
    value: mean,
    ...(Number.isFinite(low) && { interval: [low, high] as const }),
    n: predictions.length,
  };
}
