import type { ArmResult } from "./evaluate";
import { findValue } from "./measures";
import { mcnemar } from "../statistics/mcnemar";
import { isRight } from "./prediction";

/** How two arms differ on the same test images. */
export interface Comparison {
  /** Images that only the second arm got right, and only the first. */
  readonly gained: number;
  readonly lost: number;
  readonly n: number;
  /** Two-sided exact p: would so uneven a split of the changed answers be likely if the arms were equally good? */
  readonly p: number;
}

/** The second arm against the first, image by image. */
export function compare(
  first: Pick<ArmResult, "predictions">,
  second: Pick<ArmResult, "predictions">,
): Comparison {
  const right = new Map(first.predictions.map((p) => [p.id, isRight(p)]));
  let gained = 0;
  let lost = 0;
  for (const prediction of second.predictions) {
    const now = isRight(prediction);
    const before = right.get(prediction.id);
    if (now && before === false) gained++;
    if (!now && before === true) lost++;
  }
  return { gained, lost, n: second.predictions.length, p: mcnemar(gained, lost) };
}

/**
 * The answer in a sentence: helps, harms, or cannot tell.
 * @param results with the arms `original` and `original+synthetic`
 */
export function answer(results: readonly ArmResult[]): string {
  const [without, augmented] = ["original", "original+synthetic"].map((n) =>
    results.find((r) => r.name === n),
  );
  if (!without || !augmented)
    return "Not known: the arms original and original+synthetic are not both there.";
  const { gained, lost, n, p } = compare(without, augmented);
  const accuracy = ({ values }: ArmResult): number => findValue(values, "accuracy").value ?? NaN;
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
  const numbers =
    `accuracy ${percent(accuracy(without))} without and ${percent(accuracy(augmented))} with DCGAN images ` +
    `on the same ${n} test images: ${gained} newly right, ${lost} newly wrong (exact McNemar p = ${p.toFixed(2)})`;
  if (p < 0.05)
    return `On this split the DCGAN images ${gained > lost ? "help" : "harm"}: ${numbers}. One split is not proof.`;
  return `Cannot tell: ${numbers}.`;
}
