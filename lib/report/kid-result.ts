import type { C2st } from "../quality/c2st";
import type { Kid } from "../quality/kid";
import type { RelatedMetrics } from "./related-form";

type RelatedResult = RelatedMetrics["results"][number];

/**
 * A KID as a result of a related system, with its interval and both numbers of images.
 * @param ofReal the real images, in words: `fresh phantoms`
 */
export function kidResult(measure: string, kid: Kid, ofReal: string): RelatedResult {
  const { value, low, high, nSynthetic, nReal } = kid;
  return {
    measure,
    value,
    interval: [Math.min(low, value), Math.max(high, value)], // of few images both ends may lie on one side of the value
    n: nSynthetic,
    of: `images, against ${nReal} ${ofReal}`,
  };
}

/** A C2ST as a result of a related system; none where it was not measured, since the real images are of one patient. */
export function c2stResults(measure: string, c2st: C2st | undefined): readonly RelatedResult[] {
  if (c2st === undefined) return [];
  const { accuracy, low, high, n } = c2st;
  return [
    { measure, value: accuracy, interval: [low, high], n, of: "images held out, half of them synthetic" },
  ];
}
