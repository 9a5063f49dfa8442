import { step } from "./arithmetic";
import { brainEnd, regions, type Canvas } from "./canvas";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/**
 * Paints white matter, the cortex along the sulci, and marks the fluid in sulci and around the brain.
 *
 * Sulci are the zero lines of gradient noise in polar coordinates; they widen with atrophy.
 *
 * @param at where this slice sits in the patient's noise
 */
export function paintBrain(
  canvas: Canvas,
  { head, view, level }: Plan,
  noise: Noise,
  at: readonly [number, number],
): void {
  const { hounsfield, cistern } = canvas;
  const { vertex, base } = regions(level);
  const gap = 0.035 + 0.16 * head.atrophy;
  for (let i = 0; i < hounsfield.length; i++) {
    const rho = canvas.rho[i]!;
    if (rho > brainEnd) continue;
    const u = canvas.u[i]!;
    const v = canvas.v[i]!;
    const bend = noise(3 * u + at[0], 3 * v + at[1]);
    const folds = noise(canvas.angle[i]! * 5.093 + 0.9 * bend + 16, 3.2 * rho + 1.2 * bend);
    const fold = Math.abs(folds) * (1 + 0.7 * base);
    const depth = step(0.86 - 0.2 * head.atrophy - 0.5 * vertex, 0.98, rho + 0.12 * bend);
    const ribbon = (1 - step(0.1, 0.42, fold)) * step(0.5 - 0.3 * vertex, 0.75, rho);
    const cortex = Math.max(step(0.84, 0.97, rho), ribbon, 0.75 * base);
    const sulcus = (1 - step(0.3 * gap, gap, fold)) * depth * (0.85 - 0.35 * base);
    cistern[i] = Math.max(sulcus, step(0.995 - 0.07 * head.atrophy, 1, rho) * 0.7);
    const tissue = head.white + (head.grey - head.white) * cortex + 1.2 * bend;
    hounsfield[i] = tissue + view.cupping * rho * rho * rho * rho + view.shadeX * u + view.shadeY * v;
    if (base > 0) hounsfield[i] = hounsfield[i]! - darkBand(base * view.streaks, u, v, noise);
  }
}

/** Beam hardening between the petrous bones. */
const darkBand = (strength: number, u: number, v: number, noise: Noise): number =>
  strength * 14 * Math.max(0, 1 - Math.abs(v - 0.12 + 0.1 * noise(5 * u, 1)) * 7);
