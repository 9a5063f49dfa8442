import { fail } from "../core";
import type { Dataset } from "./dataset";
import { readFolder } from "./folder";
import { phantom } from "./phantom";
import { brain, type Window } from "./formats/window";

/** Where the slices come from. */
export interface Source {
  /** "phantom", or an absolute path of a folder. */
  readonly data: string;
  /** Slices of the phantom; a folder has as many as it has. */
  readonly images: number;
  /** The phantom's seed. */
  readonly seed: number;
  /** "auto", a class's name, or the place of one of two: see `classOrder`. */
  readonly positive: string;
  /** Regular expression on image paths that names the patient; none when empty. */
  readonly groupPattern?: string;
  /** Which values of DICOM and NIfTI files are seen; the usual ones of a brain by default. */
  readonly window?: Window;
}

/**
 * Reads the data set: the embedded phantom, or a folder of labelled images.
 * @throws InputError for whatever is wrong with the folder, naming the files and the remedy
 */
export async function read({
  data,
  images,
  seed,
  positive,
  groupPattern = "",
  window = brain,
}: Source): Promise<Dataset> {
  if (data !== "phantom") return readFolder(data, { positive, groupPattern, window });
  if (!["auto", "1", "hemorrhage"].includes(positive))
    fail(
      "read the phantom",
      `data.positive "${positive}"`,
      '"hemorrhage", which it is made for',
      "Leave data.positive out.",
    );
  return phantom({ images, seed });
}
