import { readFile } from "node:fs/promises";
import type { Window } from "./window";
import { sniffedBytes, type DecodedImage } from "./image-format";
import { formatNames, sniffFormat, unreadFormatName } from "./image-formats";
import { rejectImage } from "./reject-image";

/**
 * One image file as 8-bit grey values. Its content decides about the format, not its name.
 *
 * @param window which values of DICOM and NIfTI are seen; by default a brain's, of DICOM that is no CT the file's own
 * @returns the image and the name of its format
 * @throws UnusableImage when it is empty, no such image, cut off, damaged, too large, or has several pages
 */
export async function decode(
  path: string,
  window?: Window,
): Promise<DecodedImage & { readonly format: string }> {
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
