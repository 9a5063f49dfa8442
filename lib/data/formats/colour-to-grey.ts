import type { DataSet } from "dicom-parser";
import { lookUp, readLookupTable } from "./lookup-table";
import { toBrightness } from "./pictures";
import { rejectImage } from "./reject-image";

/** Kinds of DICOM pixels in colour that are read. YBR_RCT and YBR_ICT are JPEG 2000's own, which its decoder turns back. */
const read = /^(RGB|PALETTE COLOR|YBR_FULL|YBR_FULL_422|YBR_RCT|YBR_ICT)$/;

/** Whether pixels of a kind are in colour. @throws UnusableImage for kinds that are not read */
export function isColour(photometric: string, samples: number): boolean {
  if (/^MONOCHROME[12]$/.test(photometric) && samples === 1) return false;
  if (!read.test(photometric) || (photometric === "PALETTE COLOR" ? samples !== 1 : samples !== 3))
    rejectImage(
      `is a DICOM file of ${photometric || "unknown"} pixels, ${samples} values each, which are not read: save them as RGB`,
    );
  return true;
}

/**
 * Colours of DICOM as grey 0..255, by the formula of RGB pictures.
 *
 * @param stored samples, the three of a pixel one after the other; indices of a palette
 * @param isRgb whether a codec has turned luminance and chrominance into RGB already
 */
export function colourToGrey(
  data: DataSet,
  photometric: string,
  stored: Int32Array,
  isRgb: boolean,
): Uint8Array {
  if (photometric === "PALETTE COLOR") return paletteToGrey(data, stored);
  const bits = data.uint16("x00280101") ?? 8;
  const isYbr = photometric.startsWith("YBR_FULL") && !isRgb;
  if (isYbr && bits !== 8)
    rejectImage(`is a DICOM file of ${photometric} pixels of ${bits} bits: save them as RGB`);
  return showColours(Uint16Array.from(isYbr ? ybrToRgb(stored) : stored), 2 ** bits - 1);
}

/** Source: DICOM PS3.3, C.7.6.3.1.2, rounded as pydicom does. */
function ybrToRgb(stored: Int32Array): Uint8ClampedArray {
  const rgb = new Uint8ClampedArray(stored.length);
  for (let i = 0; i < stored.length; i += 3) {
    const [y, cb, cr] = [stored[i]!, stored[i + 1]! - 128, stored[i + 2]! - 128];
    rgb[i] = Math.floor(y + 1.402 * cr + 0.5);
    rgb[i + 1] = Math.floor(y - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587 + 0.5);
    rgb[i + 2] = Math.floor(y + 1.772 * cb + 0.5);
  }
  return rgb;
}

function paletteToGrey(data: DataSet, stored: Int32Array): Uint8Array {
  if (data.elements["x00281221"])
    rejectImage(
      "is a DICOM file of PALETTE COLOR with a segmented palette, which is not read: save it as RGB",
    );
  const isSigned = data.uint16("x00280103") === 1;
  const tables = ["1", "2", "3"].map((c) => readLookupTable(data, `x0028110${c}`, `x0028120${c}`, isSigned));
  const colours = new Uint16Array(stored.length * 3);
  for (const [i, index] of stored.entries())
    for (const [c, table] of tables.entries()) colours[3 * i + c] = lookUp(table, index);
  const isByte = tables.every(({ entries }) => entries.every((entry) => entry < 256)); // also in tables of 16 bits
  return showColours(colours, isByte ? 255 : 65535);
}

function showColours(colours: Uint16Array, white: number): Uint8Array {
  return Uint8Array.from(toBrightness(colours, 3, white), (v) => Math.floor((v / white) * 255 + 0.5));
}
