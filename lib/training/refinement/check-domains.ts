import { fail } from "../../core";
import type { ImageSet, Role } from "../../data/image-set";

/** A domain: images that a network is to turn into those of another, or that it is to make. */
export type Domain = ImageSet<"train" | "synthetic">;

/**
 * Refuses two domains that nothing can be learned from, before any training.
 * @throws RangeError for a domain of fewer than two images, and for images of different sizes or folds; TypeError for images that are sealed from
 *   training
 */
export function checkDomains(action: string, domains: Readonly<Record<string, ImageSet<Role>>>): void {
  const all = Object.entries(domains);
  for (const [name, { ids, role }] of all) {
    if (ids.length < 2)
      fail(
        action,
        ids.length === 0 ? `no image in the ${name}` : `1 image in the ${name}`,
        "at least 2 in each domain",
        "Add images.",
        RangeError,
      );
    if (role !== "train" && role !== "synthetic")
      fail(
        action,
        `images of the ${role} part in the ${name}`,
        "training images or synthetic ones",
        "Give it split.train, or what a generator drew.",
        TypeError,
      );
  }
  const sizes = all.map(([name, { size }]) => `${size} x ${size} in the ${name}`);
  if (new Set(all.map(([, { size }]) => size)).size > 1)
    fail(
      action,
      `images of different sizes: ${sizes.join(", ")}`,
      "one size",
      "Preprocess both to the same size.",
      RangeError,
    );
  const folds = new Set(all.map(([, { foldId }]) => foldId));
  if (folds.size > 1)
    fail(
      action,
      `images of folds ${[...folds].join(" and ")}`,
      "one fold",
      "Take both from one split: another fold's images may be this one's test images.",
      RangeError,
    );
}
