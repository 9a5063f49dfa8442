import { fail, range } from "../core";

/**
 * Interpolates between two latents along the great circle: z(t) = sin((1 - t) w) / sin(w) from + sin(t w) / sin(w) to,
 * w the angle between them. A straight line would pass near the origin, where no latent is ever drawn.
 *
 * @param from (latentDim)
 * @param to (latentDim)
 * @param steps how many, at least 2: the first is `from`, the last is `to`
 * @returns (steps, latentDim)
 * @throws RangeError for fewer than 2 steps
 * Source: White 2016, "Sampling generative networks", section 2.1.
 */
export function interpolateLatents(from: Float32Array, to: Float32Array, steps: number): Float32Array {
  if (!(steps >= 2))
    fail(
      "interpolate between two latents",
      `${steps} steps`,
      "a whole number of at least 2",
      "Ask for both ends at least.",
      RangeError,
    );
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  const isLine = !(Math.sin(angle) > 1e-6); // of one direction, or of opposite ones, which no circle is between
  const share = (t: number): number => (isLine ? t : Math.sin(t * angle) / Math.sin(angle));
  const latents = new Float32Array(steps * from.length);
  for (const step of range(steps)) {
    const t = step / (steps - 1);
    from.forEach((v, i) => (latents[step * from.length + i] = share(1 - t) * v + share(t) * to[i]!));
  }
  return latents;
}
