import { band, clamp, exp, step } from "./arithmetic";
import { brainEnd, type Canvas } from "./canvas";
import { chain } from "./chain";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/** Bone that lies partly in the slice and so looks as bright as blood: levels, then a chain of u, v, radius. */
const partialBones: readonly (readonly [from: number, to: number, chain: readonly number[]])[] = [
  [0.13, 0.28, [0.2, -0.72, 0.05, 0.4, -0.68, 0.09, 0.55, -0.6, 0.05]], // orbital roof
  [0.16, 0.3, [0.92, 0.22, 0.08, 0.62, 0.1, 0.04]], // petrous ridge
  [0.18, 0.34, [0.6, -0.16, 0.05, 0.7, 0.04, 0.08]], // floor of the middle fossa
  [0.2, 0.34, [0.95, -0.36, 0.07, 0.66, -0.32, 0.03]], // wing of the sphenoid
  [0.2, 0.3, [0.09, -0.42, 0.03, 0.13, -0.33, 0.03]], // clinoid processes
  [0.22, 0.5, [0, -1, 0.06, 0, -0.86, 0.02]], // frontal crest
  [0.22, 0.5, [-0.1, 0.97, 0.05, 0.1, 0.97, 0.05]], // inner occipital protuberance
];

/** Paints bone that is partly in the slice, the vault's rim on one side, and the venous sinuses. */
export function paintPartialVolume(canvas: Canvas, { head, lesion, level, slice }: Plan, noise: Noise): void {
  const { hounsfield, rho, u, v } = canvas;
  const lift = (i: number, alpha: number, to: number): void => {
    const now = hounsfield[i]!;
    if (rho[i]! < brainEnd && now < to) hounsfield[i] = now + alpha * (to - now);
  };
  const ragged = (i: number): number => clamp(0.75 + 1.2 * noise(6 * u[i]!, 6 * v[i]! + 5), 0, 1);
  const put = (points: readonly number[], softness: number, to: number, weight: number): void =>
    chain(canvas, points, { shift: lesion.shift, softness }, (i, alpha) =>
      lift(i, alpha * weight * ragged(i), to),
    );
  for (const [from, to, points] of partialBones)
    for (const flip of points.every((x, j) => j % 3 > 0 || x <= 0.1) ? [1] : [1, -1]) {
      const weight = band(level, from, to) * clamp(slice.between(-0.3, 1.3), 0, 1);
      const place = points.map((x, j) =>
        j % 3 === 2 ? x * exp(0.3 * slice.normal()) : (j % 3 === 0 ? x * flip : x) + 0.03 * slice.normal(),
      );
      const density = slice.between(44, 100);
      if (weight > 0.05) put(place, 0.7, density, weight);
    }
  for (const flip of [1, -1]) {
    const wide = exp(flip * head.dominance + 0.15 * slice.normal());
    const weight = band(level, 0.18, 0.36);
    const transverse = [0.1, 0.94, 0.03, 0.58, 0.74, 0.035, 0.86, 0.38, 0.03].map((x, j) =>
      j % 3 === 2 ? x * wide : j % 3 === 0 ? x * flip : x,
    );
    if (weight > 0.05) put(transverse, 0.4, head.sinuses, weight);
  }
  paintVault(canvas, slice, lift, level);
}

/** The vault's slope seen through a thick slice: a bright rim, widest on the side to which the head is tilted. */
function paintVault(
  { u, v, rho, hounsfield }: Canvas,
  { between, chance }: Plan["slice"],
  lift: (pixel: number, alpha: number, to: number) => void,
  level: number,
): void {
  const [towardU, towardV] = [between(-1, 1), between(-1, 1)];
  const wide = between(0.05, 0.12) + 0.25 * step(0.75, 1, level) * between(0, 1);
  const strength = chance(0.5) ? between(0.1, 0.7) : 0;
  const density = between(50, 100);
  for (let i = 0; i < hounsfield.length; i++) {
    if (rho[i]! > brainEnd || rho[i]! < 1 - wide) continue;
    const toward = clamp(0.4 + (u[i]! * towardU + v[i]! * towardV), 0, 1);
    lift(i, strength * toward * step(1 - wide, 1, rho[i]!), density);
  }
}
