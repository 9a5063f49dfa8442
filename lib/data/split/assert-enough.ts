import { fail } from "../../core/errors";
import type { Settings } from "../../core/settings";
import { leastForPlane } from "../../core/stage-needs";

/**
 * Refuses settings that a later notebook could not work with for so few images: t-SNE in notebook 04 lays out the real
 * training images and the synthetic ones, and its perplexity has to be small beside their number.
 *
 * @param training images of the training part
 * @throws InputError that names the largest perplexity that would do
 */
export function assertEnough(
  settings: Pick<Settings, "samples.count" | "tsne.perplexity">,
  { training, classes }: { readonly training: number; readonly classes: number },
): void {
  const perplexity = settings["tsne.perplexity"];
  const images = training + classes * settings["samples.count"];
  const least = leastForPlane(perplexity);
  if (images >= least) return;
  fail(
    "lay images out by t-SNE in notebook 04",
    `${training} training images and ${settings["samples.count"]} synthetic ones of each of ${classes} classes`,
    `at least ${least} together for a perplexity of ${perplexity}`,
    `Give --set tsne.perplexity=${Math.floor((images - 1) / 3)}, or a larger samples.count.`,
  );
}
