import type { GanLoss } from "./gan-loss";

/** What is done to the discriminator's targets: the chance p that one is inverted, and by how much that of a real image is below 1. */
export interface TargetOptions {
  readonly flipProbability?: number;
  readonly smoothing?: number;
}

/**
 * The discriminator's output at which it says neither real nor fake, with the targets of a training; "none" of a loss whose
 * zero means nothing.
 *
 * Real targets have the mean (1 - p)(1 - s), fake ones p: p inverted, real ones s less than 1. Both batches are of one size,
 * so the target of an image that is as likely real as fake is, in the mean, t = ((1 - p)(1 - s) + p) / 2 = (1 - s (1 - p)) / 2.
 * Inverted targets alone leave it at 1/2, smoothed ones lower it: a discriminator that cannot tell then gives every image less
 * than 1/2, held-out real ones too. Cross-entropy, softplus(d) - t d in the mean, is least at the logit d = log(t / (1 - t));
 * least squares, (d - t)^2 / 2, at d = t; a loss without targets knows of neither p nor s.
 */
export function lossBoundary(
  {
    boundary,
    finalActivation,
    ignoresTargets,
  }: Pick<GanLoss, "boundary" | "finalActivation" | "ignoresTargets">,
  { flipProbability: p = 0, smoothing: s = 0 }: TargetOptions,
): number | "none" {
  const target = (1 - s * (1 - p)) / 2;
  if (typeof boundary === "function") return boundary(target);
  if (boundary !== undefined) return boundary;
  return finalActivation === "sigmoid" && !ignoresTargets ? Math.log(target / (1 - target)) : 0;
}
