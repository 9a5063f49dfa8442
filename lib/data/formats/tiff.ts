import sharp from "sharp";
import {
  beginsWith,
  type DecodedImage,
  type DeepImage,
  type ImageFile,
  type ImageFormat,
} from "./image-format";
import { isPart10 } from "./open-dicom";
import { checkSize, decodePicture, pictureOptions } from "./pictures";
import { halfFloat } from "./read-npy";
import { readTiffPages, type TiffPage } from "./read-tiff-pages";
import { rejectImage } from "./reject-image";

/** TIFF of one page or several; smaller copies of a page are no pages. */
export const tiff: ImageFormat = {
  name: "TIFF",
  extensions: ["tif", "tiff"],
  sniff: (begin) => beginsWith(begin, "49492a00", "4d4d002a", "49492b00", "4d4d002b") && !isPart10(begin), // DICOM's preamble may be that of a TIFF
  decode: async (bytes, window) => openPages(bytes).decode(0, window),
  open: (bytes) => Promise.resolve(openPages(bytes)),
};

function openPages(bytes: Uint8Array): ImageFile {
  const all = readTiffPages(bytes);
  const listed = Number(/^ImageJ=[^]*^images=(\d+)/m.exec(all[0]?.description ?? "")?.[1] ?? 1);
  if (listed > all.length)
    return rejectImage(
      `is a TIFF file of ImageJ with ${listed} images, of which it lists ${all.length}: save them one by one`,
    );
  const whole = all.flatMap((page, index) => (page.isReduced ? [] : [{ page, index }]));
  const pages = whole.length > 0 ? whole : all.map((page, index) => ({ page, index }));
  const [first] = pages;
  if (!first) return rejectImage("is cut off or damaged");
  if (pages.some(({ page }) => page.width !== first.page.width || page.height !== first.page.height))
    return rejectImage(
      "is a TIFF file of pages of different sizes, a slide perhaps: save the one that is meant",
    );
  let words: Uint8Array | undefined;
  return {
    count: pages.length,
    kind: "pages",
    decode: (place) => {
      const { page, index } = pages[place]!;
      checkSize(page);
      if (![1, 2, 4, 8, 16, 32, 64].includes(page.bits))
        rejectImage(`is a TIFF file of ${page.bits} bits a value`);
      if (!isOfWords(page)) return decodePicture(bytes, index, isOpaque(page));
      words ??= asWords(bytes, all);
      return decodeWords(words, page, index);
    },
  };
}

/** Whether a fourth sample (of grey, a second) is not said to be transparency: it then means nothing, as in PIL. */
function isOpaque({ samples, photometric, extraSample }: TiffPage): boolean {
  return samples === (photometric === 2 ? 4 : 2) && photometric < 3 && extraSample !== 1 && extraSample !== 2;
}

/** Whether sharp would spoil a page's values: signed ones and half floats of 16 bits, whole numbers of more, doubles. */
function isOfWords({ bits, samples, sampleFormat, predictor }: TiffPage): boolean {
  if (samples !== 1 || (bits > 16 && predictor !== 1)) return false;
  return bits === 16 || bits === 32 ? sampleFormat === 2 || (bits === 16 && sampleFormat === 3) : bits === 64;
}

/** A file whose values sharp reads as unsigned words of 16 bits: those of more bits as several pixels of a row. */
function asWords(bytes: Uint8Array, pages: readonly TiffPage[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const page of pages.filter(isOfWords)) {
    page.write(copy, 258, 16);
    page.write(copy, 339, 1);
    for (const tag of [256, 322]) page.write(copy, tag, page.valueOf(tag) * (page.bits / 16));
  }
  return copy;
}

async function decodeWords(
  bytes: Uint8Array,
  page: TiffPage,
  index: number,
): Promise<DecodedImage | DeepImage> {
  const { width, height, bits, sampleFormat, isLittle } = page;
  if (page.photometric !== 1 || page.orientation > 1 || page.predictor === 3)
    return rejectImage(
      `is a TIFF file of ${bits} bits a value, turned or negative: save it upright, black as zero`,
    );
  const { data, info } = await sharp(bytes, { ...pictureOptions, page: index })
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true })
    .catch((e: Error) => rejectImage(`is cut off or damaged (${e.message.split("\n")[0]?.trim() ?? ""})`));
  const step = bits / 8;
  if (info.channels !== 1 || data.length !== width * height * step) rejectImage("is cut off or damaged");
  const ordered = Uint8Array.from(data, (_, i) => {
    const within = i % step;
    const word = within >> 1;
    return data[i - within + 2 * (isLittle ? word : step / 2 - 1 - word) + (within & 1)]!;
  });
  const view = new DataView(ordered.buffer);
  const readers: Readonly<Record<string, (at: number) => number>> = {
    "16 2": (at: number) => view.getInt16(at, true),
    "16 3": (at: number) => halfFloat(view.getUint16(at, true)),
    "32 2": (at: number) => view.getInt32(at, true),
    "64 1": (at: number) => Number(view.getBigUint64(at, true)),
    "64 2": (at: number) => Number(view.getBigInt64(at, true)),
    "64 3": (at: number) => view.getFloat64(at, true),
  };
  const read = readers[`${bits} ${sampleFormat}`];
  if (!read) return rejectImage(`is a TIFF file of ${bits} bits a value that are no numbers`);
  return {
    width,
    height,
    channels: 1,
    deep: Float64Array.from({ length: width * height }, (_, i) => read(i * step)),
  };
}
