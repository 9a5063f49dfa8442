import { range } from "../../core";
import type { Timing } from "./row-result";

const times = 3;

/**
 * Contenders that need no second turn: more than three times as slow as the fastest of the same precision.
 * @param timings of the first turn; the first is ours and always goes on
 * @returns their indices
 */
export function slowContenders(timings: readonly Pick<Timing, "min" | "isLower">[]): number[] {
  return range(timings.length).filter((i) => {
    const own = timings[i] as (typeof timings)[number];
    const alike = timings.filter(({ isLower = false }) => isLower === (own.isLower ?? false));
    return i > 0 && own.min > times * Math.min(...alike.map(({ min }) => min));
  });
}
