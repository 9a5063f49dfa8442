import { concat, pick, type ImageSet } from "../../data/image-set";
import { fail } from "../../core/errors";
import { indicesWhere } from "../../core/arrays";
import { classesOf } from "../../data/label";

/** Synthetic images per real one of the same class, ascending; 0 is the arm without any. */
export const doses = [0, 0.25, 0.5, 1, 2, 4] as const;

/**
 * The real images with a dose of synthetic ones: of each class the first of its pool, so that a larger dose contains the
 * smaller ones.
 *
 * @param dose synthetic images per real one of each class, rounded to whole images
 * @throws RangeError when the pool is too small
 */
export function addDose(
  real: ImageSet<"train">,
  pool: ImageSet<"synthetic">,
  dose: number,
): ImageSet<"train" | "synthetic"> {
  const indices = classesOf(real.labels).flatMap((label) => {
    const wanted = Math.round(dose * indicesWhere(real.labels, (l) => l === label).length);
    const own = indicesWhere(pool.labels, (l) => l === label);
    if (own.length < wanted)
      fail(
        `add ${dose} synthetic images per real one`,
        `a pool of ${own.length} images of class ${label}`,
        `at least ${wanted}`,
        "Draw the pool from this fold's generators.",
        RangeError,
      );
    return own.slice(0, wanted);
  });
  return indices.length === 0 ? real : concat<"train" | "synthetic">(real, pick(pool, indices));
}
