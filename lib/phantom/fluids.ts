import { brainEnd, type Canvas } from "./canvas";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/**
 * Fills ventricles, cisterns and sulci with cerebrospinal fluid, then puts the bleed with its oedema.
 * @param at where this slice sits in the patient's noise
 */
export function paintFluids(
  canvas: Canvas,
  { head, lesion }: Plan,
  noise: Noise,
  at: readonly [number, number],
): void {
  const { hounsfield, ventricle, cistern, blood } = canvas;
  const ragged = (u: number, v: number, frequency: number): number =>
    noise(frequency * u + at[1], frequency * v + at[0]) +
    0.5 * noise(2 * frequency * u, 2 * frequency * v + at[0]);
  const { bleed } = lesion;
  for (let i = 0; i < hounsfield.length; i++) {
    const rho = canvas.rho[i]!;
    if (rho > brainEnd) continue;
    const fluid = Math.max(ventricle[i]!, cistern[i]!);
    let value = hounsfield[i]!;
    if (value <= 60) value += fluid * (head.atrophy * -3 + 9 - value);
    if (bleed) {
      const u = canvas.u[i]!;
      const v = canvas.v[i]!;
      const place = {
        u,
        v,
        rho,
        angle: canvas.angle[i]!,
        ventricle: ventricle[i]!,
        cistern: cistern[i]!,
        ragged,
      };
      const [alpha, oedema] = bleed.at(place);
      value -= oedema * 10;
      if (alpha > 0) value += alpha * (lesion.hounsfield * (1 + lesion.swirl * ragged(u, v, 5)) - value);
      blood[i] = alpha;
    }
    hounsfield[i] = value;
  }
}
