import { anatomy, type Tissue } from "./anatomy";
import { band, exp } from "./arithmetic";
import type { Canvas } from "./canvas";
import { chain } from "./chain";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/** Paints the structures of the anatomy table that a slice's level shows, each point jittered, and marks their fluid. */
export function paintStructures(canvas: Canvas, { head, lesion, level, slice }: Plan, noise: Noise): void {
  for (const [from, to, tissue, hounsfield, points] of anatomy) {
    const weight = band(level, from, to);
    if (weight < 0.05) continue;
    const isMirrored = points.some((x, j) => j % 3 === 0 && x !== 0);
    for (const flip of isMirrored ? [1, -1] : [1]) {
      const squeeze = flip === lesion.side ? lesion.squeeze : 0;
      const usual =
        tissue === "ventricle"
          ? head.ventricles * (1 - squeeze)
          : tissue === "cistern"
            ? 0.75 + 0.9 * head.atrophy
            : 1;
      const grow = usual * (1 + flip * head.asymmetry * (tissue === "bone" ? 0.4 : 1));
      const jittered = points.map((x, j) => {
        if (j % 3 === 2) return x * exp(0.2 * slice.normal());
        return (j % 3 === 1 ? x : x * flip) + (isMirrored ? 0.015 * slice.normal() : 0);
      });
      chain(
        canvas,
        jittered,
        { grow, shift: lesion.shift },
        brush(canvas, tissue, hounsfield, weight, noise),
      );
    }
  }
}

/** How a tissue is put on the canvas. */
function brush(
  { hounsfield, u, v, ventricle, cistern }: Canvas,
  tissue: Tissue,
  value: number,
  weight: number,
  noise: Noise,
): (pixel: number, coverage: number) => void {
  const mix = (i: number, alpha: number, to: number): void => {
    hounsfield[i] = hounsfield[i]! + alpha * weight * (to - hounsfield[i]!);
  };
  const mark = (fluid: Float32Array) => (i: number, alpha: number) => {
    fluid[i] = Math.max(fluid[i]!, alpha * weight);
  };
  switch (tissue) {
    case "ventricle":
      return mark(ventricle);
    case "cistern":
      return mark(cistern);
    case "grey":
      return (i, alpha) => {
        hounsfield[i] = hounsfield[i]! + 0.5 * alpha * weight * value;
      };
    case "cells":
      return (i, alpha) => mix(i, alpha, noise(16 * u[i]!, 16 * v[i]!) > -0.15 ? value : 500);
    case "bone":
      return (i, alpha) => mix(i, alpha, value * (noise(11 * u[i]!, 11 * v[i]!) > 0.55 ? -0.3 : 1));
    default:
      return (i, alpha) => mix(i, alpha, value);
  }
}
