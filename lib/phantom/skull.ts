import { step } from "./arithmetic";
import { regions, type Canvas } from "./canvas";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/**
 * Paints the skull with its marrow and frontal sinus, the scalp around it, and the head rest below. Bone and scalp are
 * uneven: heads differ in many small ways rather than in a few large ones.
 */
export function paintSkull(canvas: Canvas, { head, view, level }: Plan, noise: Noise): void {
  const { hounsfield } = canvas;
  const { vertex, base } = regions(level);
  const shell = 1 + head.bone + head.scalp;
  for (let i = 0; i < hounsfield.length; i++) {
    const rho = canvas.rho[i]!;
    if (rho < 0.93 - head.hyperostosis || rho > 1.5) continue;
    const u = canvas.u[i]!;
    const v = canvas.v[i]!;
    const far = Math.sqrt(u * u + v * v);
    const forward = -v / far;
    const atU = (3 * u) / far;
    const atV = (3 * v) / far;
    const thinner = 1 + head.boneFront * forward + 0.3 * forward * forward + 0.05 * step(0.85, 1, level);
    const thick = head.bone * thinner * (1 + 0.27 * noise(atU + 3.5, atV + 3.5));
    const skin = 1 + thick + head.scalp * (1 + 0.3 * forward + 0.82 * noise(atU + 11.3, atV + 11.3));
    const table =
      head.hyperostosis * Math.max(0, forward) * (0.7 + 0.5 * noise(4 * u, 9)) +
      0.032 * noise(atU + 19.7, atV + 19.7);
    const bone =
      step(0.99 - 0.03 * vertex, 1.012, rho + table) * (1 - step(thick - 0.012, thick + 0.012, rho - 1));
    const fromMiddle = Math.abs(rho - 1 - thick / 2);
    const across = (u - 0.3 * head.asymmetry) / (0.12 + 0.22 * base);
    const isSinus =
      head.hasFrontalSinus && level < 0.4 && v < 0 && fromMiddle < 0.34 * thick * (1 - across * across);
    let value = hounsfield[i]!;
    if (rho > 1 + thick) {
      const fat = -70 + 110 * base * step(0.2, 0.6, 1 - forward * forward);
      value = rho < skin - 0.022 ? fat : rho < skin ? 25 : -1000;
    }
    canvas.blood[i] = canvas.blood[i]! * (1 - bone);
    value += bone * ((isSinus ? -900 : fromMiddle < thick / 5 ? 450 : 1000) - value);
    if (view.hasHeadRest && v > 0.2) {
      const toRest = Math.sqrt(u * u * head.width * head.width + v * v) - shell - 0.07;
      if (Math.abs(toRest) < 0.012) value = 60;
    }
    hounsfield[i] = value;
  }
}
