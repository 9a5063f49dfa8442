import { isKaggleHeadCt } from "../data";
import type { LedgerInput } from "../evaluation";
import type { StudyResults } from "./results";

/** What a study can say of the paper's claims. */
export function studyLedger(results: StudyResults): LedgerInput {
  const gain = results.comparisons.find((c) => c.arm === "original+synthetic");
  return {
    isPapersData: isKaggleHeadCt(results),
    measuredOn: `n = ${results.images} in ${results.folds} folds`,
    arms: results.summaries,
    ...(gain?.test && {
      gain: { value: gain.test.mean, low: gain.test.low, high: gain.test.high, verdict: gain.verdict },
    }),
    duplicates: { pairs: results.sameSlice, images: results.images },
    ...(results.discarded !== undefined && { discarded: results.discarded }),
  };
}
