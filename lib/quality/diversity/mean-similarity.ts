import { mean, range } from "../../core/arrays";
import { countOf } from "../../core/count-of";
import { fail } from "../../core/errors";
import type { Images } from "../images";
import { msSsim, scalesOf } from "./ms-ssim";

/**
 * How alike the images of one class are: the mean MS-SSIM over all pairs. Higher means less variety; noise lowers it, so
 * read it beside the real images' and never alone.
 *
 * @param images at least two, pixels in [-1, 1], of one class and as many as of the set it is compared with
 * @returns 1 for one image repeated
 * @throws RangeError for fewer than two images, or a size that MS-SSIM cannot have
 * Source: Odena, Olah & Shlens 2017, section 4.2; the variant of `msSsim`.
 */
export function meanSimilarity(images: Images): number {
  return mean(similarityPerImage(images));
}

/** Of each image its mean MS-SSIM to all others of the set; see `meanSimilarity`. */
export function similarityPerImage({ size, pixels }: Images): number[] {
  const n = pixels.length / (size * size);
  if (n < 2)
    fail(
      "compare images in pairs",
      countOf(n, "image"),
      "at least 2",
      "Generate or read more images.",
      RangeError,
    );
  const scales = range(n).map((i) =>
    scalesOf(Float64Array.from(pixels.subarray(i * size * size, (i + 1) * size * size), toUnit), size),
  );
  const sums = new Float64Array(n);
  for (let i = 1; i < n; i++)
    for (let j = 0; j < i; j++) {
      const similarity = msSsim(scales[i]!, scales[j]!);
      sums[i]! += similarity;
      sums[j]! += similarity;
    }
  return [...sums].map((sum) => sum / (n - 1));
}

const toUnit = (value: number): number => (value + 1) / 2;
