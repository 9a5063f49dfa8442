import { clamp, pow } from "./arithmetic";
import type { Canvas } from "./canvas";
import type { Plan } from "./plan";
import { blur, resize } from "./raster";

/** Shows a painted slice: noise, blur and window, then the picture's size. @returns grey values 0..255 */
export function scan(canvas: Canvas, { view, grain }: Plan): Uint8Array {
  const { width, height, hounsfield, rho, picture } = canvas;
  const noisy = hounsfield.map((value, i) =>
    clamp(value + view.noise * 1.6 * grain.normal() * (rho[i]! < 1.3 ? 1 : 0.4), -150, 220),
  );
  const darkest = view.centre - view.width / 2;
  const grey = blur(noisy, width, height, view.blur).map((value) => {
    const shown = pow(clamp((value - darkest) / view.width, 0, 1), view.gamma);
    return 255 * (view.lift + (1 - view.lift) * shown);
  });
  const pixels = resize(grey, width, height, picture.width, picture.height);
  if (view.frame > 0) drawFrame(pixels, picture.width, picture.height, 255 * view.frame);
  return pixels;
}

/** Overwrites the two outermost rows and columns. */
function drawFrame(pixels: Uint8Array, width: number, height: number, grey: number): void {
  for (let i = 0; i < pixels.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    if (Math.min(x, width - 1 - x, y, height - 1 - y) < 2) pixels[i] = grey;
  }
}
