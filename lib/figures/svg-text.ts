import { html as xml } from "./html"; // prettier lays out `html`, and a space between letters would be seen
import { ink } from "./vega-config";

/** Size, colour and alignment of a line of text. */
export interface TextLook {
  /** Font size, pixels; 11.5 by default. */
  readonly size?: number;
  /** By default that of lesser text. */
  readonly color?: string;
  readonly isBold?: boolean;
  /** The part of the text at x; by default its start. */
  readonly anchor?: "start" | "middle" | "end";
}

/**
 * One line of text as an SVG element.
 * @param y of the letters' base line, pixels
 */
export function svgText(
  x: number,
  y: number,
  text: string,
  { size = 11.5, color = ink.text, isBold = false, anchor = "start" }: TextLook = {},
): string {
  const [left, base] = [x, y].map((v) => Number(v.toFixed(1)));
  const weight = isBold ? "bold" : "normal";
  return xml`<text x="${left}" y="${base}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${color}">${text}</text>`
    .markup;
}
