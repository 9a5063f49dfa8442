import { byName, isAnswer } from "../class-order";
import { meaningOfOne } from "../meaning-of-one";

/**
 * Which of two labels says that nothing is found: `normal`, 0; under `benign` the 1.
 * @param heading the label column's, where it says what a 1 means
 * @returns undefined where they do not say it
 */
export function negativeLabel(
  [a, b]: readonly [string, string],
  heading: string | undefined,
): string | undefined {
  const said = heading === undefined || !isAnswer([a, b]) ? "finding" : meaningOfOne(heading);
  const [negative, positive] = byName(a, b) ?? [];
  if (said === undefined) return undefined;
  return said === "finding" ? negative : positive;
}
