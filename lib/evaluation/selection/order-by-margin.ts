import { range } from "../../core/arrays";

/**
 * Images from the least to the most certain of their class: by |2p - 1|, equal ones in the given order.
 *
 * @param probabilities of each image's own class, 0..1
 * @param side `right`: those whose own class is the likelier one (p at least 0.5) come first, whatever their margin, as a
 *   generator mislabels on the wrong side; `either`: by the margin alone
 * @returns all indices
 */
export function orderByMargin(
  probabilities: readonly number[],
  side: "right" | "either" = "right",
): number[] {
  const isWrong = (i: number): number => (side === "right" && probabilities[i]! < 0.5 ? 1 : 0);
  const margin = (i: number): number => Math.abs(2 * probabilities[i]! - 1);
  return range(probabilities.length).sort(
    (a, b) => isWrong(a) - isWrong(b) || margin(a) - margin(b) || a - b,
  );
}
