import { normalCdf } from "./normal-cdf";

const [reach, steps] = [10, 4000];

/**
 * Expected largest of n independent standard normals, in standard deviations: how far the best of n equally good things
 * lies above their mean by luck alone.
 *
 * @param n at least 1
 * Source: the integral of 1 - F(x)^n above 0, less that of F(x)^n below, by the trapezoidal rule to 1e-6.
 */
export function expectedMaximum(n: number): number {
  const width = reach / steps;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? width / 2 : width;
    total += weight * (1 - normalCdf(i * width) ** n - normalCdf(-i * width) ** n);
  }
  return total;
}
