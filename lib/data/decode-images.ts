import { join } from "node:path";
import { fail, formatList, progress } from "../core";
import type { Slice } from "./dataset";
import { openImages, type OpenedFile } from "./formats/decode";
import { maxSide, type DecodedImage, type DeepImage } from "./formats/image-format";
import { formatNames } from "./formats/image-formats";
import { UnusableImage } from "./formats/reject-image";
import { showBySet } from "./formats/show-by-set";
import type { Window } from "./formats/window";
import { nameOf, type LabelledImage } from "./labelled";
import { stemOf } from "./stem-of";

/** From this number of images on, reading shows how far it is. */
const fewestWithProgress = 500;

/** Decoded images, the patient and study of each that its DICOM header names, and notes on how values became grey levels. */
interface Decoded {
  readonly slices: readonly Slice[];
  readonly patients: readonly (string | undefined)[];
  readonly studies: readonly (string | undefined)[];
  readonly notes: readonly string[];
}

/**
 * Decodes labelled images; a file of several is opened once.
 *
 * @param labels names of the classes, by label
 * @param window which values are seen; by default as suits each file, or the set (see `showBySet`)
 * @throws InputError that names the files which cannot be used, or of whose images none is chosen
 */
export async function decodeImages(
  folder: string,
  images: readonly LabelledImage[],
  labels: readonly string[],
  window: Window | undefined,
): Promise<Decoded> {
  const ids = idsOf(images.map(nameOf));
  const decoded: ((DecodedImage | DeepImage) & Omit<Slice, keyof DecodedImage>)[] = [];
  const patients: (string | undefined)[] = [];
  const studies: (string | undefined)[] = [];
  const unusable = new Map<string, string>();
  const several: string[] = [];
  const shown = images.length < fewestWithProgress ? undefined : progress("reading images", images.length);
  let opened: { readonly file: string; readonly content: OpenedFile } | undefined;
  for (const [i, image] of images.entries()) {
    const { file, index, label, group, part } = image;
    if ((i + 1) % 100 === 0 || i + 1 === images.length) shown?.at(i + 1);
    if (unusable.has(file)) continue;
    try {
      if (opened?.file !== file) opened = { file, content: await openImages(join(folder, file)) };
      const { count, kind, format, decode } = opened.content;
      if (count > 1 && index === undefined) {
        several.push(`${file} (${count} ${kind})`);
        continue;
      }
      const { study, ...picture } = await decode(index ?? 0, window);
      patients.push(picture.group);
      studies.push(study);
      decoded.push({
        id: ids[i] ?? file,
        label: labels.indexOf(label),
        source: nameOf(image),
        ...picture,
        format,
        ...(group === undefined ? {} : { group }),
        ...(part === undefined ? {} : { part }),
      });
    } catch (e) {
      if (!(e instanceof UnusableImage)) throw e;
      unusable.set(file, e.message);
    }
  }
  refuse(folder, images.length, unusable, several);
  const { images: slices, notes } = showBySet(decoded, window);
  return { slices, patients, studies, notes };
}

function refuse(
  folder: string,
  images: number,
  unusable: ReadonlyMap<string, string>,
  several: readonly string[],
): void {
  const action = `read the images in ${folder}`;
  if (unusable.size > 0)
    fail(
      action,
      `${unusable.size} of ${images} cannot be used: ${formatList([...unusable].map(([file, why]) => `${file} ${why}`))}`,
      `whole ${formatNames} files, 8 or 16 bits where they are pictures, at most ${maxSide} pixels wide and high`,
      "Replace these files, or take them out together with their labels.",
    );
  if (several.length > 0)
    fail(
      action,
      `${several.length} of ${images} files hold several images: ${formatList(several)}`,
      "one image per file, or a choice of them",
      "Add --set data.slices=middle, or all, or every:5 for each fifth; images of one file stay together.",
    );
}

function idsOf(files: readonly string[]): readonly string[] {
  const stems = files.map(stemOf);
  return new Set(stems).size === files.length ? stems : files;
}
