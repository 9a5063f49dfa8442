import { fail } from "../core/errors";
import { concat, type ImageSet } from "../data/image-set";

/**
 * The synthetic images of several classes as one set, one class after the other.
 * @param sets of each GAN's class, at least one, of one fold
 * @throws InputError for none; RangeError when the folds differ
 */
export function joinClasses(sets: readonly ImageSet<"synthetic">[]): ImageSet<"synthetic"> {
  const [first, ...others] = sets;
  if (first === undefined)
    return fail("generate images", "no GAN", "one per class", "Give it the GANs that notebook 02 trained.");
  return concat(first, ...others);
}
