import { fail, type Random } from "../core";

/**
 * Latents at a controlled distance from given ones: sqrt(1 - s^2) z + s n with n ~ N(0, 1). Given latents that are drawn
 * from N(0, 1), these are too, at any s. A small s gives near copies by construction: show how many are, for each s.
 *
 * @param latents (n, latentDim)
 * @param options spread: s, from 0 (the latents themselves) to 1 (as if drawn anew); count: of each, one after the other
 * @returns (n * count, latentDim)
 * @throws RangeError for an s out of range
 */
export function latentsAround(
  latents: Float32Array,
  latentDim: number,
  random: Random,
  { spread, count = 1 }: { readonly spread: number; readonly count?: number },
): Float32Array {
  if (!(spread >= 0 && spread <= 1))
    fail(
      "draw latents around others",
      `a spread of ${spread}`,
      "0 to 1",
      "Set inversion.spread.",
      RangeError,
    );
  const n = latents.length / latentDim;
  const keep = Math.sqrt(1 - spread * spread);
  const around = new Float32Array(n * count * latentDim);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < count; k++)
      for (let d = 0; d < latentDim; d++)
        around[(i * count + k) * latentDim + d] =
          keep * latents[i * latentDim + d]! + spread * random.normal();
  return around;
}
