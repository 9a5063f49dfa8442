import { fail } from "../../core";
import type { CycleGanOptions, RefinementOptions, SimGanOptions } from "./refinement-options";

type Numbers = Pick<RefinementOptions, "batchSize" | "recordEvery"> &
  Partial<
    Pick<SimGanOptions, "refinerUpdates" | "history" | "selfRegularisation"> &
      Pick<CycleGanOptions, "pool" | "constantShare" | "cycleWeight" | "identityWeight">
  >;

/**
 * Refuses numbers that would end a training in its course, or that it would leave out in silence.
 * @throws RangeError with the option's name
 */
export function checkNumbers(action: string, options: Numbers): void {
  const { batchSize, recordEvery, refinerUpdates = 1, history = 0, pool = 0, constantShare = 0 } = options;
  const refuse = (found: string, expected: string, remedy: string): never =>
    fail(action, found, expected, remedy, RangeError);
  for (const [name, value] of Object.entries({ batchSize, recordEvery, refinerUpdates }))
    if (!Number.isSafeInteger(value) || value < 1)
      refuse(`${name} ${value}`, "a whole number above 0", "Give it 1 or more.");
  for (const [name, value] of Object.entries({ history, pool }))
    if (!Number.isSafeInteger(value) || value < 0)
      refuse(`${name} ${value}`, "a whole number", "Give a number of images, or 0 for none.");
  const { selfRegularisation = 0, cycleWeight = 0, identityWeight = 0 } = options;
  for (const [name, value] of Object.entries({ selfRegularisation, cycleWeight, identityWeight }))
    if (!(value >= 0 && value < Infinity))
      refuse(
        `${name} ${value}`,
        "a weight of 0 or more",
        "Below 0 it would reward images that differ; 0 leaves the term out.",
      );
  if (history > 0 && batchSize === 1)
    refuse(
      `a history of ${history} images and batchSize 1`,
      "a batch whose half can be of earlier images",
      "Give batchSize 2 or more, or history 0.",
    );
  if (!(constantShare >= 0 && constantShare <= 1))
    refuse(`constantShare ${constantShare}`, "a share from 0 to 1", "Give 0.5, as published.");
}
