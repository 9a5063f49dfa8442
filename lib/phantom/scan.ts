import { clamp, pow } from "./arithmetic";
import type { Canvas } from "./canvas";
import type { Plan } from "./plan";
import { gradientNoise } from "./noise";
import { blur, resize } from "./raster";

/** Hounsfield units below which noise cannot be seen in a brain window, and the range that the blur sees. */
const air = -400;
const [darkest, brightest] = [-150, 220];

/** Shows a painted slice: noise, blur and window, then the picture's size. @returns grey values 0..255 */
export function scan(canvas: Canvas, { view, grain }: Plan): Uint8Array {
  const { width, height, hounsfield, rho, picture } = canvas;
  const coarse = gradientNoise(grain);
  const scale = 7 / canvas.unit;
  const noisy = hounsfield.map((value, i) => {
    if (value < air) return darkest;
    const fine = view.noise * 1.6 * grain.normal();
    if (rho[i]! >= 1) return clamp(value + fine, darkest, brightest);
    const mottle = view.mottle * coarse((i % width) * scale, Math.floor(i / width) * scale);
    return clamp(value + (fine + mottle), darkest, brightest);
  });
  const black = view.centre - view.width / 2;
  const grey = blur(noisy, width, height, view.blur).map((value) => {
    const shown = clamp((value - black) / view.width, 0, 1);
    return 255 * (view.lift + (1 - view.lift) * (shown % 1 === 0 ? shown : pow(shown, view.gamma)));
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
