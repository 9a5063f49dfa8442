import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type Font } from "opentype.js";
import { root } from "../core";

const fonts = new Map<string, Font>();

/**
 * Width of one line of text in the figures' font, in pixels: what a canvas would measure, without one.
 * Deviation: no kerning, so that a width is the sum of its letters' advances.
 * @param size font size, pixels
 */
export function textWidth(text: string, size: number, isBold = false): number {
  return openFont(isBold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf").getAdvanceWidth(text, size, {
    kerning: false,
  });
}

/** Parsed at its first use: that takes a tenth of a second. */
function openFont(file: string): Font {
  const known = fonts.get(file);
  if (known) return known;
  const bytes = new Uint8Array(readFileSync(join(root(), "node_modules/dejavu-fonts-ttf/ttf", file)));
  const font = parse(bytes.buffer);
  fonts.set(file, font);
  return font;
}
