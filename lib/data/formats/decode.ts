import { readFile } from "node:fs/promises";
import type { Window } from "./window";
import { doubtOfEnd } from "./breaks-off";
import { finiteExtent } from "./finite-extent";
import { sniffedBytes, type DecodedImage, type DeepImage, type ImageFile } from "./image-format";
import { formatNames, sniffFormat, unreadFormatName } from "./image-formats";
import { showBySet } from "./show-by-set";
import { noNumber, rejectImage } from "./reject-image";

/** An opened image file and the name of its format. */
export interface OpenedFile extends ImageFile {
  readonly format: string;
}

/**
 * Opens an image file. Its content decides about the format, not its name.
 *
 * @throws UnusableImage when it is empty, no such image or, where the format tells without decoding, damaged
 */
export async function openImages(path: string): Promise<OpenedFile> {
  const bytes = await readFile(path).catch((e: NodeJS.ErrnoException) =>
    rejectImage(`cannot be read (${e.code ?? e.message})`),
  );
  if (bytes.length === 0) rejectImage("is empty (0 bytes)");
  const begin = bytes.subarray(0, sniffedBytes);
  const format = sniffFormat(begin);
  if (format?.open) {
    const file = await format.open(bytes);
    return { ...file, format: format.name, decode: async (i, window) => seen(await file.decode(i, window)) };
  }
  if (format)
    return {
      count: 1,
      kind: "images",
      format: format.name,
      decode: async (_, window) => seen(await format.decode(bytes, window)),
    };
  if (Buffer.from(begin).toString("latin1").startsWith("version https://git-lfs"))
    rejectImage('is a pointer of Git LFS and not yet the image: type "git lfs pull" in its repository');
  const unread = unreadFormatName(path, begin);
  return rejectImage(
    unread === undefined ? `is no ${formatNames} image` : `is a ${unread} image, which is not read`,
  );
}

/** An image as it is, doubted where it seems cut off. @throws UnusableImage where none of its values is a number */
function seen(image: DecodedImage | DeepImage): DecodedImage | DeepImage {
  if ("deep" in image && finiteExtent(image.deep) === undefined) rejectImage(noNumber);
  const isWindowed = "range" in image; // its values were looked at before
  return isWindowed
    ? image
    : { ...doubtOfEnd({ ...image, values: "deep" in image ? image.deep : image.grey }), ...image };
}

/**
 * The only image of a file as 8-bit grey values, as if it were a set of its own.
 *
 * @param window which values of DICOM and NIfTI are seen; by default a brain's, of DICOM that is no CT the file's own
 * @returns the image and the name of its format
 * @throws UnusableImage when it is empty, no such image, cut off, damaged, too large, holds no number, or several images
 */
export async function decode(
  path: string,
  window?: Window,
): Promise<DecodedImage & { readonly format: string }> {
  const { count, kind, format, decode } = await openImages(path);
  if (count > 1) rejectImage(`holds ${count} ${kind}`);
  return showBySet([{ ...(await decode(0, window)), format }], window).images[0]!;
}
