import { formatInterval, formatNumber } from "../figures/format-number";
import type { RelatedMetrics } from "./related-form";

/** What an implementation must show, with the number that was found, and whether this run shows it. */
export type Criterion = RelatedMetrics["criteria"][number];

/** Where a number must lie, its ends left out; at least one end. */
export interface Bounds {
  readonly above?: number;
  readonly below?: number;
}

/** A number that was found. */
export interface Found {
  readonly value: number;
  /** 95 %. Without one the value alone decides, and the text says that there is none. */
  readonly interval?: readonly [low: number, high: number] | undefined;
  readonly n?: number;
}

/**
 * Judges a number by the bounds that it was asked to keep: it holds where the whole interval lies within them, fails where all of it
 * lies outside, and cannot be told where an end of it lies on either side.
 *
 * @param what the number is, in words: `Dice after phase 2`
 * @param found undefined, or no number, where it was not measured: that cannot be told
 * @example judgeCriterion("Dice", { value: 0.76, interval: [0.72, 0.79], n: 200 }, { above: 0.8 })
 *   // { text: "Dice, asked above 0.80: 0.760 (0.720–0.790), n = 200", holds: false }
 */
export function judgeCriterion(what: string, found: Found | undefined, { above, below }: Bounds): Criterion {
  const bounds = [
    above === undefined ? [] : [`above ${formatNumber(above)}`],
    below === undefined ? [] : [`below ${formatNumber(below)}`],
  ];
  const asked = `${what}, asked ${bounds.flat().join(" and ")}`;
  if (found === undefined || Number.isNaN(found.value)) return { text: `${asked}: not measured` };
  const { value, interval, n } = found;
  const shown = interval ? formatInterval(value, ...interval, 3) : `${formatNumber(value)} (no interval)`;
  const [low, high] = interval ?? [value, value];
  const isInside = low > (above ?? -Infinity) && high < (below ?? Infinity);
  const isOutside = high <= (above ?? -Infinity) || low >= (below ?? Infinity);
  return {
    text: `${asked}: ${shown}${n === undefined ? "" : `, n = ${n}`}`,
    ...((isInside || isOutside) && { holds: isInside }),
  };
}

/** Whether a criterion was met, in a word or two. */
export function describeVerdict({ holds }: Criterion): "passed" | "failed" | "cannot tell" {
  return holds === undefined ? "cannot tell" : holds ? "passed" : "failed";
}
