import sharp from "sharp";
import { useFonts } from "./use-fonts";

/**
 * Draws an SVG as a PNG of its own size, letters included; the same SVG gives the same bytes.
 * @param compressionLevel 0 to 9; 3 is an eighth larger and takes a third of the time
 */
export async function renderPng(svg: string, compressionLevel = 9): Promise<Buffer> {
  useFonts();
  return sharp(Buffer.from(svg)).flatten({ background: "#ffffff" }).png({ compressionLevel }).toBuffer();
}
