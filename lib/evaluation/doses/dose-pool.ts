import { concat, pick, withLabel, type ImageSet } from "../../data/image-set";
import { fail } from "../../core/errors";
import { indicesWhere } from "../../core/arrays";
import { classesOf } from "../../data/label";
import { generate } from "../../training/generate";
import type { FoldGenerators, SyntheticImages } from "../fold-generators";

/** Synthetic images per real one of the same class, ascending; 0 is the arm without any. */
export const doses = [0, 0.25, 0.5, 1, 2, 4] as const;

/** One pool per class for all doses: as many images as the largest needs, in the order in which they were drawn. */
export async function dosePool({ gans, real }: FoldGenerators): Promise<SyntheticImages> {
  const [first, ...rest] = await Promise.all(
    gans.map((gan) => {
      const count = Math.round(Math.max(...doses) * withLabel(real, gan.label).ids.length);
      return generate(gan, count, "doses");
    }),
  );
  if (!first) throw new RangeError("no generator");
  return { images: concat(first, ...rest), facts: {} };
}

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
  const places = classesOf(real.labels).flatMap((label) => {
    const wanted = Math.round(dose * indicesWhere(real.labels, (l) => l === label).length);
    const own = indicesWhere(pool.labels, (l) => l === label);
    if (own.length < wanted)
      fail(
        `add ${dose} synthetic images per real one`,
        `a pool of ${own.length} images of class ${label}`,
        `at least ${wanted}`,
        "Draw the pool from this fold's generators with dosePool.",
        RangeError,
      );
    return own.slice(0, wanted);
  });
  return places.length === 0 ? real : concat<"train" | "synthetic">(real, pick(pool, places));
}
