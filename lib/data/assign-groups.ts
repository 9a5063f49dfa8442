import { fail, formatList } from "../core/errors";
import { compileSetting } from "./assign-labels";
import type { Labelled } from "./labelled";

/**
 * Names each image's patient by what a regular expression finds in its path: its first bracket, or all that it matches.
 *
 * @param pattern `^(p\d+)_` names `p12_slice3.png` "p12"; empty: the groups stay as they are
 * @throws InputError when it is no regular expression, or finds nothing in some path
 */
export function assignGroups(labelled: Labelled, pattern: string): Labelled {
  if (pattern === "") return labelled;
  const action = `use data.groupPattern ${JSON.stringify(pattern)}`;
  const expression = compileSetting(pattern, action);
  const without: string[] = [];
  const images = labelled.images.map((image) => {
    const found = expression.exec(image.file);
    if (!found) without.push(image.file);
    return { ...image, group: found?.[1] ?? found?.[0] };
  });
  if (without.length > 0)
    fail(
      action,
      `it finds nothing in ${without.length} of ${images.length} paths: ${formatList(without)}`,
      "a part of each path that names the patient",
      "Correct the pattern, or name the patients in a column `group` of labels.csv.",
    );
  return { ...labelled, images };
}
