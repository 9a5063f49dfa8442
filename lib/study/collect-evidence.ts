import { isKaggleHeadCt } from "../data";
import { countArchitecture, type Evidence } from "../evaluation";
import type { StudyResults } from "./study-results";

/** A study's evidence on the paper's claims; also builds the paper's networks and counts them. */
export function collectEvidence(results: StudyResults): Evidence {
  const gain = results.comparisons.find((c) => c.arm === "original+synthetic");
  return {
    isPapersData: isKaggleHeadCt(results),
    measuredOn: results.tested
      ? `n = ${results.tested.images} of ${results.images} in ${results.tested.folds} of ${results.folds} folds so far`
      : `n = ${results.images} in ${results.folds} folds`,
    arms: results.summaries,
    objective: results.objective,
    architecture: countArchitecture(),
    ...(gain?.test && {
      gain: { value: gain.test.mean, low: gain.test.low, high: gain.test.high, verdict: gain.verdict },
    }),
    duplicates: { pairs: results.sameSlice, images: results.images },
    ...(results.discarded !== undefined && { discarded: results.discarded }),
  };
}
