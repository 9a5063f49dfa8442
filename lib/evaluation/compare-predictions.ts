import { groupBy, range, sum } from "../core/arrays";
import { countOf } from "../core/count-of";
import { fail, formatList } from "../core/errors";
import type { ArmResult } from "./arm-result";
import { mcnemar } from "../statistics/mcnemar";
import { signFlip } from "../statistics/sign-flip";
import { isRight } from "./prediction";

/** Differences of two arms on the same test images. */
export interface Comparison {
  /** Images that only the second arm got right, and only the first. */
  readonly gained: number;
  readonly lost: number;
  readonly n: number;
  /** Patients or groups behind the images, where some have several images. */
  readonly patients?: number;
  /**
   * Two-sided p on the predictions that changed: of McNemar's exact test; where a patient has several images, which are not
   * independent, of the exact sign-flip test over patients.
   */
  readonly p: number;
}

/**
 * Compares the second arm with the first, image by image.
 * @param second with the patient of each image, as `evaluate` gives it; without, each image is taken for one patient's
 * @throws RangeError where one of them predicted an image that the other did not
 */
export function comparePredictions(
  first: Pick<ArmResult, "predictions">,
  { predictions, groups }: Pick<ArmResult, "predictions" | "groups">,
): Comparison {
  const right = new Map(first.predictions.map((p) => [p.id, isRight(p)]));
  refuseOtherImages([...right.keys()], new Set(predictions.map((p) => p.id)));
  const changes = predictions.map(
    (prediction) => Number(isRight(prediction)) - Number(right.get(prediction.id)),
  );
  const gained = changes.filter((change) => change > 0).length;
  const lost = changes.filter((change) => change < 0).length;
  const n = predictions.length;
  const byPatient = groupBy(range(n), (i) => groups?.[i] ?? i);
  if (byPatient.size === n) return { gained, lost, n, p: mcnemar(gained, lost) };
  const ofPatients = [...byPatient.values()].map((images) => sum(images.map((i) => changes[i] ?? 0)));
  return { gained, lost, n, patients: byPatient.size, p: signFlip(ofPatients) };
}

/** Refuses arms of other test images: one that only one arm predicted is neither changed nor unchanged. */
function refuseOtherImages(first: readonly string[], second: ReadonlySet<string>): void {
  const known = new Set(first);
  const alone = [...first.filter((id) => !second.has(id)), ...[...second].filter((id) => !known.has(id))];
  if (alone.length > 0)
    fail(
      "compare two arms image by image",
      `${countOf(alone.length, "image")} that only one of them predicted: ${formatList(alone)}`,
      "the same test images of both",
      "Evaluate both arms on one test part.",
      RangeError,
    );
}
