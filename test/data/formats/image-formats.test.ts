import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decode } from "../../../lib/data";
import { imageFormats, isImage, sniffFormat } from "../../../lib/data/formats/image-formats";
import { npyFile, npzFile } from "../made-arrays";
import { encoded, made } from "../made-folder";
import { bitmap } from "./made-bmp";
import { dicom, nifti } from "./made-medical";

const values = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
const raw = { raw: { width: 4, height: 3, channels: 1 } } as const;
const ramp = Array.from({ length: 12 }, (_, i) => 4 * i);
const slice = { width: 4, height: 3, values: ramp };

/** DICOM's elements alone, as scanners and old archives save them. */
const bare = (file: Buffer): Buffer => file.subarray(132);

const files: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  PNG: () => encoded(values, [4, 3, 1], "png"),
  JPEG: () => encoded(values, [4, 3, 1], "jpeg"),
  TIFF: () => encoded(values, [4, 3, 1], "tiff"),
  BMP: () =>
    Promise.resolve(bitmap([4, 3], (x, y) => [values[4 * y + x]!, values[4 * y + x]!, values[4 * y + x]!])),
  GIF: () => sharp(values, raw).gif().toBuffer(),
  WebP: () => sharp(values, raw).webp({ lossless: true }).toBuffer(),
  DICOM: () => Promise.resolve(dicom(slice)),
  NIfTI: () => Promise.resolve(nifti(ramp, [4, 3])),
  NPY: () => Promise.resolve(npyFile(values, [3, 4])),
  NPZ: () => Promise.resolve(npzFile({ image: npyFile(values, [3, 4]) })),
};

describe("a format", () => {
  test("every row of the table is tried here", () => {
    expect(Object.keys(files).sort()).toEqual(imageFormats.map(({ name }) => name).sort());
  });

  test.each(Object.keys(files))("%s is known by its content whatever the file is called", async (name) => {
    const bytes = await files[name]!();
    expect(sniffFormat(bytes)?.name).toBe(name);
    for (const file of ["a", "a.IMA", "a.txt", "a.png"]) {
      expect(isImage(file, bytes)).toBe(true);
      expect(await decode(`${made({ [file]: bytes })}/${file}`)).toMatchObject({
        width: 4,
        height: 3,
        format: name,
      });
    }
  });

  test.each(["PNG", "TIFF", "BMP", "GIF", "WebP", "NPY", "NPZ"])(
    "%s gives the grey values that were saved",
    async (name) => {
      const folder = made({ a: await files[name]!() });
      expect([...(await decode(`${folder}/a`)).grey]).toEqual([...values]);
    },
  );
});

describe("BMP", () => {
  const colour = (x: number, y: number) => [10 * x, 50 * y, 200] as const;
  test.each([
    [24, false],
    [24, true],
    [32, false],
    [32, true],
  ] as const)("of %d bits, top down %s, has the colours of the same PNG", async (bits, isTopDown) => {
    const rgb = Array.from({ length: 15 }, (_, i) => colour(i % 5, Math.floor(i / 5))).flat();
    const folder = made({
      "a.bmp": bitmap([5, 3], colour, { bits, isTopDown }),
      "a.png": await encoded(Uint8Array.from(rgb), [5, 3, 3]),
    });
    expect((await decode(`${folder}/a.bmp`)).grey).toEqual((await decode(`${folder}/a.png`)).grey);
  });
  test("of 8 bits is read through its palette, rows ending at four bytes", async () => {
    const folder = made({ a: bitmap([5, 2], (x, y) => [40 * x + y, 0, 0], { bits: 8 }) });
    expect([...(await decode(`${folder}/a`)).grey]).toEqual([0, 40, 80, 120, 160, 1, 41, 81, 121, 161]);
  });
  test("cut off or compressed is refused", async () => {
    const whole = bitmap([5, 3], colour);
    const packed = Buffer.from(whole);
    packed.writeUInt32LE(1, 30);
    const folder = made({ cut: whole.subarray(0, 80), packed });
    await expect(decode(`${folder}/cut`)).rejects.toThrow("is cut off or damaged");
    await expect(decode(`${folder}/packed`)).rejects.toThrow("compression 1: save it as PNG");
  });
});

describe("DICOM without a preamble", () => {
  test.each([
    ["from its meta elements on", bare(dicom(slice))],
    ["from its first element of group 8 on, explicit", dicom({ ...slice, isBare: "explicit" })],
    ["from its first element of group 8 on, implicit", dicom({ ...slice, isBare: "implicit" })],
  ])("is read %s", async (_, bytes) => {
    const folder = made({ whole: dicom(slice), bare: bytes });
    expect(await decode(`${folder}/bare`)).toEqual(await decode(`${folder}/whole`));
  });
});

test.each(["gif", "webp"] as const)(
  "an animation's first picture is read, with a doubt: %s",
  async (format) => {
    const frames = Uint8Array.from([...values, ...values.toReversed()]);
    const bytes = await sharp(frames, { raw: { width: 4, height: 6, channels: 1, pageHeight: 3 } })
      [format](format === "webp" ? { lossless: true } : {})
      .toBuffer();
    const { grey, doubt } = await decode(`${made({ a: bytes })}/a`);
    expect([...grey]).toEqual([...values]);
    expect(doubt).toMatch("of which the first is read");
  },
);

test.each([
  [2, "of which the first is read"],
  [1, undefined],
])(
  "a PNG of %i frames (APNG) is read as its first, with a doubt where there are more",
  async (frames, words) => {
    const still = await sharp(values, raw).png().toBuffer();
    const control = Buffer.concat([Buffer.from("00000008", "hex"), Buffer.from("acTL"), Buffer.alloc(12)]);
    control.writeUInt32BE(frames, 8);
    control.writeUInt32BE(crc32(control.subarray(4, 16)), 16);
    const headed = 8 + 25; // signature and IHDR
    const bytes = Buffer.concat([still.subarray(0, headed), control, still.subarray(headed)]);
    const { grey, doubt } = await decode(`${made({ a: bytes })}/a`);
    expect([...grey]).toEqual([...values]);
    if (words === undefined) expect(doubt).toBeUndefined();
    else expect(doubt).toMatch(words);
  },
);

test.each([
  ["HEIC", "a", Buffer.from("00000018667479706865696300000000", "hex")],
  ["NRRD", "a", Buffer.from("NRRD0004\n")],
  ["MetaImage", "a.mhd", Buffer.from("ObjectType = Image\n")],
  ["MGH", "a.mgz", Buffer.from("1f8b0800", "hex")],
  ["JPEG 2000", "a", Buffer.from("0000000c6a5020200d0a870a", "hex")],
])("%s is an image that is not read: it is named", async (name, file, bytes) => {
  expect(isImage(file, bytes)).toBe(true);
  await expect(decode(`${made({ [file]: bytes })}/${file}`)).rejects.toThrow(
    `is a ${name} image, which is not read`,
  );
});

test.each([
  ["notes.txt", "patient 8, slice 3"],
  ["labels.csv", "id,label\n1,0\n"],
  [".DS_Store", "\0\0\0\u0001Bud1"],
  ["Thumbs.db", "\u00d0\u00cf\u0011\u00e0"],
  ["a.pdf", "%PDF-1.4"],
  ["empty", ""],
])("%s is no image", (name, text) => {
  expect(isImage(name, Buffer.from(text, "latin1"))).toBe(false);
});

test("inks become the grey that PIL's plain formula gives", async () => {
  const tiff =
    "SUkqAAgAAAAKAAABBAABAAAABAAAAAEBBAABAAAAAQAAAAIBAwAEAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAABQAAABEBBAABAAAAjgAAABUBAwABAAAABAAAABYBBAABAAAAAQAAABcBBAABAAAAEAAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAIAArIHigAAAAA/wD/AFpaWmQ=";
  const { grey } = await decode(`${made({ a: Buffer.from(tiff, "base64") })}/a`);
  expect([...grey]).toEqual([111, 255, 150, 100]); // numpy.array(Image.open(file).convert("L"))
});

test("a TIFF of floating-point numbers from 0 to 1 is shown as such", async () => {
  const tiff =
    "SUkqAAgAAAAKAAABBAABAAAAAgAAAAEBBAABAAAAAgAAAAIBAwABAAAAIAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAhgAAABYBBAABAAAAAgAAABcBBAABAAAAEAAAABwBAwABAAAAAQAAAFMBAwABAAAAAwAAAAAAAAAAAIA+AACAPwAAAD8AAAAA";
  const { grey } = await decode(`${made({ a: Buffer.from(tiff, "base64") })}/a`);
  expect([...grey]).toEqual([64, 255, 128, 0]);
});
