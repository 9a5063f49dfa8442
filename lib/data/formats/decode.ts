import { readFile } from "node:fs/promises";
import type { Window } from "./window";
import { sniffedBytes, type DecodedImage, type DeepImage } from "./image-format";
import { formatNames, sniffFormat, unreadFormatName } from "./image-formats";
import { showBySet } from "./show-by-set";
import { rejectImage } from "./reject-image";

/**
 * One image file as 8-bit grey values, as if it were a set of its own. Its content decides about the format, not its name.
 *
 * @param window which values of DICOM and NIfTI are seen; by default a brain's, of DICOM that is no CT the file's own
 * @returns the image and the name of its format
 * @throws UnusableImage when it is empty, no such image, cut off, damaged, too large, or has several pages
 */
export async function decode(
  path: string,
  window?: Window,
): Promise<DecodedImage & { readonly format: string }> {
  return showBySet([await decodeFile(path, window)], window).images[0]!;
}

/**
 * One image file, its values as they are where only those of the whole set tell what is white (see `showBySet`).
 * @throws UnusableImage as `decode`
 */
export async function decodeFile(
  path: string,
  window?: Window,
): Promise<(DecodedImage | DeepImage) & { readonly format: string }> {
  const bytes = await readFile(path).catch((e: NodeJS.ErrnoException) =>
    rejectImage(`cannot be read (${e.code ?? e.message})`),
  );
  if (bytes.length === 0) rejectImage("is empty (0 bytes)");
  const begin = bytes.subarray(0, sniffedBytes);
  const format = sniffFormat(begin);
  if (format) return { ...(await format.decode(bytes, window)), format: format.name };
  const unread = unreadFormatName(path, begin);
  return rejectImage(
    unread === undefined ? `is no ${formatNames} image` : `is a ${unread} image, which is not read`,
  );
}
