import { numberedFolders, patientLevel } from "../folders/folder-levels";
import { foldersOf } from "../folders/folder-words";
import type { Labelled } from "../labelled";
import { matchInPaths } from "./match-in-paths";

/**
 * Names each image's class by what a regular expression finds in its path (see `matchInPaths`); folders that are called
 * as patients are in every path become the groups.
 *
 * @param pattern `_(normal|tumor)_` names `p12_tumor_3.png` "tumor"
 * @throws InputError when it is no regular expression, or finds nothing in some path
 */
export function assignLabels(images: readonly string[], pattern: string): Labelled {
  const labels = matchInPaths(images, {
    setting: "data.labelPattern",
    pattern,
    sought: "the class",
    otherwise: "name the classes in a column `label` of labels.csv",
  });
  const patients = patientLevel(images);
  return {
    images: images.map((file, i) => ({
      file,
      label: labels[i] ?? "",
      ...(patients === undefined ? {} : { group: foldersOf(file)[patients]! }),
      where: file,
    })),
    without: [],
    heading: undefined,
    tables: [],
    repeated: 0,
    notes: [],
    labelsFrom: `data.labelPattern ${JSON.stringify(pattern)} on the paths`,
    groupsFrom: patients === undefined ? undefined : numberedFolders,
    rows: [],
  };
}
