import { join } from "node:path";
import { fail, range } from "../core";
import { openImages } from "./formats/decode";
import { UnusableImage } from "./formats/reject-image";
import type { Labelled, LabelledImage } from "./labelled";

/**
 * Puts the images of volumes, multi-page pictures and stacks in the place of their files, with the file's label, patient
 * and part each.
 *
 * @param slices the setting data.slices: "middle", "all", "every:k" (the first and each k-th after it); "" leaves the
 *   files as they are: `decodeImages` then refuses those of several images
 * @throws InputError when the setting is none of these
 */
export async function divideFiles(folder: string, labelled: Labelled, slices = ""): Promise<Labelled> {
  const choose = chosenIndices(slices);
  if (choose === undefined) return labelled;
  const images: LabelledImage[] = [];
  const files: string[] = [];
  let [count, kind, total] = [0, "images", 0];
  for (const image of labelled.images) {
    const opened = image.index === undefined ? await countOf(join(folder, image.file)) : { count: 1, kind };
    if (opened.count === 1) images.push(image);
    else {
      const indices = choose(opened.count);
      images.push(...indices.map((index) => ({ ...image, index, isVolume: indices.length > 1 })));
      files.push(image.file);
      count += indices.length;
      total += opened.count;
      kind = opened.kind;
    }
  }
  if (files.length === 0) return labelled;
  const how = `${count} of ${total} ${kind} of ${files.length} files`;
  return {
    ...labelled,
    images,
    notes: [...labelled.notes, `${how} are taken (data.slices=${slices}); those of one file stay together`],
    rows: [...labelled.rows, { what: "several per file", value: how, how: `data.slices=${slices}` }],
  };
}

function chosenIndices(slices: string): ((count: number) => readonly number[]) | undefined {
  if (slices === "") return undefined;
  if (slices === "middle") return (count) => [Math.floor(count / 2)];
  if (slices === "all") return range;
  const step = Number(/^every:([1-9]\d*)$/.exec(slices)?.[1]);
  if (step > 0) return (count) => range(Math.ceil(count / step)).map((i) => i * step);
  return fail(
    "choose slices of volumes",
    `data.slices "${slices}"`,
    "middle, all or every:5",
    "Correct the setting.",
  );
}

/** Number of images in a file; 1 where it cannot be read, which decoding will say. */
async function countOf(path: string): Promise<{ readonly count: number; readonly kind: string }> {
  try {
    return await openImages(path);
  } catch (e) {
    if (e instanceof UnusableImage) return { count: 1, kind: "images" };
    throw e;
  }
}
