import { withLabel, type ImageSet } from "../data/image-set";
import type { GanSpec } from "../models";

/** One training: its name, its images, and for a conditional pair the classes' names by label. */
export interface GanJob {
  readonly name: string;
  readonly train: ImageSet<"train">;
  readonly classes?: readonly string[];
}

/** Name of a conditional pair's training: of its files and random streams. */
export const allClasses = "all classes";

/**
 * What is to be trained: one GAN per class on its images, or a conditional pair once on all of them.
 * @param train the whole training part
 * @param classes names by label
 */
export function ganJobs(
  train: ImageSet<"train">,
  classes: readonly string[],
  { conditional }: Pick<GanSpec, "conditional">,
): GanJob[] {
  if (conditional) return [{ name: allClasses, train, classes }];
  return classes.map((name, label) => ({ name, train: withLabel(train, label) }));
}
