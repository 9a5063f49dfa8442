import { band } from "./arithmetic";
import type { Canvas } from "./canvas";
import { chain } from "./chain";
import type { Plan } from "./plan";

/** Paints look-alikes of bleeds, in both classes: calcifications of pineal, choroid, ganglia, falx, and scars. */
export function paintMimics(canvas: Canvas, { head, lesion, level, slice }: Plan): void {
  const { hounsfield, rho } = canvas;
  const mix = (points: readonly number[], put: (i: number, alpha: number, now: number) => number): void =>
    chain(canvas, points, { shift: lesion.shift }, (i, alpha) => {
      hounsfield[i] = put(i, alpha, hounsfield[i]!);
    });
  const spot = (u: number, v: number, radius: number, value: number): void =>
    mix([u, v, radius], (i, alpha, now) => (rho[i]! < 1 ? Math.max(now, now + alpha * (value - now)) : now));
  const showsGanglia = band(level, 0.42, 0.57) > 0.3;
  const showsTrigone = band(level, 0.43, 0.64) > 0.3;
  if (head.pineal && showsGanglia)
    spot(0.02 * slice.normal(), 0.26, slice.between(0.012, 0.03), slice.between(110, 300));
  head.choroid.forEach((isCalcified, at) => {
    if (isCalcified && showsTrigone)
      spot(at === 1 ? 0.3 : -0.3, 0.41, slice.between(0.015, 0.06), slice.between(50, 200));
  });
  if (head.ganglia && showsGanglia)
    for (const flip of [-1, 1]) spot(flip * 0.3, -0.05, slice.between(0.04, 0.1), slice.between(42, 90));
  if (head.falx && level > 0.5)
    mix(
      [0, -0.9, 0.02, 0, -0.8 + slice.between(0, 0.2), 0.012],
      (_, alpha, now) => now + alpha * (160 - now),
    );
  const scar = [lesion.side * slice.between(0.4, 0.7), slice.between(-0.5, 0.5), slice.between(0.08, 0.2)];
  if (head.infarct && level > 0.3)
    mix(scar, (i, alpha, now) => (rho[i]! < 1 && now < 45 ? now - alpha * 11 : now));
}
