import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";

/** An empty folder in the system's temporary folder, gone after the test. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "graft-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Writes files into a new temporary folder. @returns the folder */
export function made(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporary();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

type Format = "png" | "jpeg" | "tiff";

/** A small image file of values, row by row, `channels` to a pixel. */
export function encoded(
  values: Uint8Array | Uint16Array,
  [width, height, channels]: readonly [number, number, 1 | 2 | 3 | 4],
  format: Format = "png",
): Promise<Buffer> {
  const deep = values instanceof Uint16Array;
  const space = channels < 3 ? (deep ? "grey16" : "b-w") : deep ? "rgb16" : "srgb";
  const image = sharp(values, { raw: { width, height, channels } }).toColourspace(space);
  return (format === "tiff" ? image.tiff({ compression: "lzw" }) : image[format]()).toBuffer();
}

/** A 4x3 grey PNG whose values depend on a number. */
export function grey(number: number, format: Format = "png"): Promise<Buffer> {
  return encoded(
    Uint8Array.from({ length: 12 }, (_, i) => (number * 17 + i * 11) % 256),
    [4, 3, 1],
    format,
  );
}

/** PNG files NAME(0) .. NAME(n - 1) with different pixels. */
export async function images(
  n: number,
  name: (i: number) => string,
  from = 0,
): Promise<Record<string, Buffer>> {
  const made = Array.from({ length: n }, async (_, i) => [name(i), await grey(from + i)] as const);
  return Object.fromEntries(await Promise.all(made));
}

/** A labels table: `n` ids, the first half labelled 1. */
export function table(n: number, id: (i: number) => string = String, head = "id, hemorrhage"): string {
  return [head, ...Array.from({ length: n }, (_, i) => `${id(i)},${i < n / 2 ? 1 : 0}`)].join("\n") + "\n";
}

const three = (i: number): string => String(i).padStart(3, "0");

/** Files in the layout of Kaggle's head-CT set: n images, the first half labelled 1. */
export const kaggle = async (n = 20): Promise<Record<string, string | Uint8Array>> => ({
  "labels.csv": table(n),
  ...(await images(n, (i) => `head_ct/head_ct/${three(i)}.png`)),
});
