import type { Evidence, Reproduction } from "./evidence";
import { paperClaims } from "./paper-claims";
import { rateClaims } from "./rate-claims";

/**
 * The paper's numbers and claims with what was found here. Without a measurement nothing is "reproduced" or "not
 * reproduced": "impossible" follows from the paper's own numbers, all else "cannot be tested".
 * @returns one row per number or claim, Table 1 first
 */
export function compareWithPaper(evidence: Evidence): Reproduction[] {
  return [...rateClaims(evidence), ...paperClaims(evidence)];
}
