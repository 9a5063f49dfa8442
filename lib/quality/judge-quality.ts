import type { SampleQuality } from "./measure-samples";

/**
 * What a generator must reach to count as having learned, all together, for 400 synthetic against 400 held-out images.
 * Each measure alone can be fooled: the mean image with noise passes KID and a linear C2ST, and fails recall.
 *
 * Calibrated on the phantom (recall and coverage on five principal components, both classes): other phantoms reach
 * recall .96 and coverage .96; phantoms shrunk towards their mean to half their variety .22 and .48, to 70 % .60 and .85;
 * the mean image with noise 0 and at most .08; three images repeated 0 and at most .14.
 * The number of components was chosen by looking: of 5, 10, 20 and 50 it separates the mean image from a trained generator
 * best, and it is also where that generator's recall is highest (.20, .01, 0, 0 on one run's samples). One seed.
 * Deviation: recall above .5 is asked for on the components, not over all pixels, where every head differs in many small
 * ways and other phantoms themselves stand far apart.
 */
export const acceptance = {
  /** KID at most this share of the untrained generator's. */
  kidShareOfUntrained: 0.1,
  /** Recall above. */
  recall: 0.5,
  /** Coverage above. */
  coverage: 0.3,
  /** Accuracy of the held-out C2ST below. */
  c2st: 0.95,
} as const;

/** Whether a generator counts as having learned, and if not, why. */
export interface Acceptance {
  readonly passed: boolean;
  /** One sentence for each measure that fails. */
  readonly reasons: readonly string[];
}

/**
 * Whether synthetic images pass `acceptance`.
 * @param quality with its ceiling: without an untrained generator beside it nothing passes
 */
export function passes({ synthetic, ceiling }: SampleQuality): Acceptance {
  const { kid, prdc, c2st } = synthetic;
  const mostKid = ceiling && acceptance.kidShareOfUntrained * ceiling.kid.value;
  const failed: [failed: boolean, reason: string][] = [
    [mostKid === undefined, "There is no untrained generator to compare KID with."],
    [
      mostKid !== undefined && !(kid.value <= mostKid),
      `KID ${kid.value.toPrecision(3)} is not at most ${mostKid?.toPrecision(3)}, a tenth of the untrained generator's.`,
    ],
    [
      !(prdc.recall > acceptance.recall),
      `Recall ${prdc.recall.toFixed(3)} is not above ${acceptance.recall}.`,
    ],
    [
      !(prdc.coverage > acceptance.coverage),
      `Coverage ${prdc.coverage.toFixed(3)} is not above ${acceptance.coverage}.`,
    ],
    [
      !(c2st.accuracy < acceptance.c2st),
      `C2ST accuracy ${c2st.accuracy.toFixed(3)} is not below ${acceptance.c2st}.`,
    ],
  ];
  const reasons = failed.flatMap(([fails, reason]) => (fails ? [reason] : []));
  return { passed: reasons.length === 0, reasons };
}
