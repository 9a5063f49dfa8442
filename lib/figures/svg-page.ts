import { family } from "./use-fonts";

/** A white picture as SVG, in the figures' font. @param parts SVG elements, one over the other */
export function svgPage(width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join("")}</svg>`;
}
