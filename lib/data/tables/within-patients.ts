import { foldersOf } from "../folders/folder-words";
import type { ImagesOfId } from "./images-of-ids";
import { plainFolders } from "./longest-ending";

/**
 * The images of a table's rows within the folders of their patients, where most patients have a folder: of slices called
 * alike in every patient's folder (`049/1.jpg`, `050/1.jpg`) that of the row's patient, 49. An image in another patient's
 * folder is none of the row's. Where patients have no folders, nothing changes.
 *
 * @param groups the patient of each row
 */
export function withinPatients(
  found: readonly ImagesOfId[],
  groups: readonly (string | undefined)[],
): readonly ImagesOfId[] {
  const own = found.map(({ files }, i) => files.filter((file) => liesIn(file, groups[i])));
  const named = found.flatMap(({ files }, i) =>
    files.length > 0 && groups[i] !== undefined ? [own[i]!] : [],
  );
  if (2 * named.filter((files) => files.length > 0).length <= named.length) return found;
  return found.map((one, i) => {
    const files = own[i]!;
    if (groups[i] === undefined || files.length === one.files.length) return one;
    if (files.length === 0) return { ...one, files, elsewhere: one.files };
    return { ...one, files, overlooked: one.overlooked ?? "all folders but the patient's" };
  });
}

/** Whether a file lies in a folder that is called as a patient is, or bears the patient's number: `patient049` for 49. */
function liesIn(file: string, group: string | undefined): boolean {
  const [name] = plainFolders([group ?? ""]);
  return plainFolders(foldersOf(file)).some(
    (folder) => folder === name || (/^\d+$/.test(name ?? "") && folder.replace(/^\p{L}+/u, "") === name),
  );
}
