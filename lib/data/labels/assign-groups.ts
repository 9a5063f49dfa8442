import type { Labelled } from "../labelled";
import { oneSpelling } from "../one-spelling";
import { matchInPaths } from "./match-in-paths";

/**
 * Names each image's patient by what a regular expression finds in its path (see `matchInPaths`).
 *
 * @param pattern `^(p\d+)_` names `p12_slice3.png` "p12"; empty: the groups stay as they are
 * @throws InputError when it is no regular expression, or finds nothing in some path
 */
export function assignGroups(labelled: Labelled, pattern: string): Labelled {
  if (pattern === "") return labelled;
  const files = labelled.images.map((image) => image.file);
  const groups = oneSpelling(
    matchInPaths(files, {
      setting: "data.groupPattern",
      pattern,
      sought: "the patient",
      otherwise: "name the patients in a column `group` of labels.csv",
    }),
  );
  return {
    ...labelled,
    images: labelled.images.map((image, i) => ({ ...image, group: groups[i] })),
    groupsFrom: { by: "pattern", words: `data.groupPattern ${JSON.stringify(pattern)} on the paths` },
  };
}
