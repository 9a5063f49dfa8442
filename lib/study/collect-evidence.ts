import { isKaggleHeadCt } from "../data";
import { countArchitecture, type Evidence } from "../evaluation";
import type { StudyResults } from "./study-results";

/** A study's evidence on the paper's claims; also builds the paper's networks and counts them. */
export function collectEvidence(results: StudyResults): Evidence {
  const gain = results.comparisons.find((c) => c.arm === "original+synthetic");
  return {
    isPapersData: isKaggleHeadCt(results),
    measuredOn: measuredOn(results.images, results),
    arms: results.summaries.map(({ name, values, images }) => ({
      name,
      values,
      measuredOn: measuredOn(images, results),
    })),
    objective: results.objective,
    architecture: countArchitecture(),
    ...(gain?.test && {
      gain: {
        value: gain.test.mean,
        low: gain.test.low,
        high: gain.test.high,
        verdict: gain.verdict,
        measuredOn: measuredOn(gain.images, results),
      },
    }),
    duplicates: { pairs: results.sameSlice, images: results.images },
    ...(results.discarded !== undefined && { discarded: results.discarded }),
  };
}

/** So many tested images of a study, in words. */
function measuredOn(tested: number, { images, folds }: Pick<StudyResults, "images" | "folds">): string {
  return tested < images ? `n = ${tested} of ${images} so far` : `n = ${images} in ${folds} folds`;
}
