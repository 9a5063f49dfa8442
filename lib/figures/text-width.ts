import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core";

interface Face {
  readonly unitsPerEm: number;
  /** Advance of a letter in font units; of the missing-letter box where the font lacks it. */
  advance(code: number): number;
}

const faces = new Map<string, Face>();

/**
 * Width of one line of text in the figures' font, in pixels: what a canvas would measure, without one.
 * @param size font size, pixels
 */
export function textWidth(text: string, size: number, isBold = false): number {
  const file = isBold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf";
  const known = faces.get(file);
  const face = known ?? readFace(readFileSync(join(root(), "node_modules/dejavu-fonts-ttf/ttf", file)));
  if (known === undefined) faces.set(file, face);
  let units = 0;
  for (const letter of text) units += face.advance(letter.codePointAt(0) ?? 0);
  return (units * size) / face.unitsPerEm;
}

/** Reads a TrueType font's advances: tables head, hhea, hmtx, and cmap's segments (format 4, the basic plane). */
function readFace(font: Buffer): Face {
  const table = (tag: string): Buffer => {
    for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
      if (font.toString("latin1", at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
    return Buffer.alloc(0);
  };
  const hmtx = table("hmtx");
  const metrics = table("hhea").readUInt16BE(34);
  const glyph = glyphs(table("cmap"));
  return {
    unitsPerEm: table("head").readUInt16BE(18),
    advance: (code) => hmtx.readUInt16BE(4 * Math.min(glyph(code), metrics - 1)),
  };
}

function glyphs(cmap: Buffer): (code: number) => number {
  let at = 0;
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const offset = cmap.readUInt32BE(8 + 8 * i);
    if (cmap.readUInt16BE(offset) === 4) at = offset;
  }
  const twice = cmap.readUInt16BE(at + 6);
  const word = (part: number, segment: number): number =>
    at + 14 + part * twice + (part > 0 ? 2 : 0) + 2 * segment;
  return (code) => {
    for (let s = 0; s < twice / 2; s++) {
      if (cmap.readUInt16BE(word(0, s)) < code) continue;
      const start = cmap.readUInt16BE(word(1, s));
      if (start > code) return 0;
      const delta = cmap.readUInt16BE(word(2, s));
      const range = cmap.readUInt16BE(word(3, s));
      if (range === 0) return (code + delta) & 0xffff;
      const found = cmap.readUInt16BE(word(3, s) + range + 2 * (code - start));
      return found === 0 ? 0 : (found + delta) & 0xffff;
    }
    return 0;
  };
}
