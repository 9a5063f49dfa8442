import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { decode } from "../../../lib/data";
import { endsTooSoon } from "../../../lib/data/formats/ends-too-soon";
import { made } from "../made-folder";

const [width, height] = [64, 64];
const values = Uint8Array.from({ length: width * height }, (_, i) => (Math.imul(i, 2654435761) >>> 8) % 200);
const picture = (): Sharp => sharp(values, { raw: { width, height, channels: 1 } });
const files: Readonly<Record<string, () => Promise<Buffer>>> = {
  "a PNG": () => picture().png().toBuffer(),
  "a JPEG": () => picture().jpeg().toBuffer(),
  "a JPEG in colour": () => picture().toColourspace("srgb").jpeg({ mozjpeg: true }).toBuffer(),
  "a progressive JPEG": () => picture().jpeg({ progressive: true }).toBuffer(),
  "a JPEG with a header that holds a JPEG": () =>
    picture()
      .withExif({ IFD0: { ImageDescription: Buffer.from("ffd8ffd9", "hex").toString("latin1") } })
      .jpeg()
      .toBuffer(),
  "a GIF": () => picture().gif().toBuffer(),
  "a WebP": () => picture().webp().toBuffer(),
  "a lossless WebP": () => picture().webp({ lossless: true }).toBuffer(),
  "a packed TIFF": () => picture().tiff({ compression: "lzw" }).toBuffer(),
};
const reading = (bytes: Uint8Array): Promise<unknown> => decode(`${made({ a: bytes })}/a`);

describe.each(Object.keys(files))("%s", (name) => {
  test("is read where it is whole, also with zeros behind", async () => {
    const whole = await files[name]!();
    const filled = Buffer.concat([whole, Buffer.alloc(64)]);
    for (const bytes of [whole, filled]) {
      expect(endsTooSoon(bytes)).toBe(false);
      expect(await reading(bytes)).not.toHaveProperty("doubt");
    }
  });

  test.each([0.4, 0.7, 0.95])(
    "is refused where it is cut off, or zeros lie, from %d of it on",
    async (share) => {
      const whole = await files[name]!();
      const from = Math.floor(whole.length * share);
      const zeroed = Buffer.from(whole).fill(0, from);
      await expect(reading(whole.subarray(0, from))).rejects.toThrow(/cut off|damaged|of 0 bits/);
      await expect(reading(zeroed)).rejects.toThrow(/cut off|damaged|of 0 bits/);
    },
  );
});

test("a GIF without its end mark, but with a whole picture, is read", async () => {
  const whole = await files["a GIF"]!();
  expect(endsTooSoon(whole.subarray(0, -1))).toBe(false);
});

test("a JPEG in whose middle bytes are lost is doubted", async () => {
  const whole = await files["a JPEG"]!();
  const holed = Buffer.from(whole).fill(0, 1000, 1500);
  expect(await reading(holed)).toHaveProperty("doubt", expect.stringMatching("may be damaged"));
});
