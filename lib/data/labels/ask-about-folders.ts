import { groupBy, range } from "../../core";
import { formatList } from "../../core/errors";
import { foldersOf, isCounted, isDivision, isNeutral } from "../folders/folder-words";
import { isPartName } from "../part-of";

/** Fewer folders than this may be kinds or views. */
const fewestPatients = 5;

/**
 * A question on folders that may be patients' where a table or a pattern says the classes, and nothing the patients: the
 * outermost level in every path of five folders or more, of several images each on average, none of which holds more
 * than a third, and that are not called as kinds of pictures, sites, visits and parts.
 *
 * @param files paths of images of which no patient is known
 * @param labels the class of each: folders that are the classes, one for each, are not asked about
 * @returns undefined where no folders look so
 */
export function askAboutFolders(
  files: readonly string[],
  labels: readonly string[] = [],
): string | undefined {
  const depth = Math.min(...files.map((file) => foldersOf(file).length));
  for (const level of range(Math.max(0, depth))) {
    const byName = groupBy(files, (file) => foldersOf(file)[level]!);
    const names = [...byName.keys()];
    const most = Math.max(...[...byName.values()].map(({ length }) => length));
    const isFew = names.length < fewestPatients || 2 * names.length > files.length || 3 * most > files.length;
    if (
      areClasses(
        files.map((file) => foldersOf(file)[level]!),
        labels,
      )
    )
      continue;
    if (isFew || [isNeutral, isDivision, isCounted, isPartName].some((isSo) => names.every(isSo))) continue;
    return `do the folders ${formatList(names, 3)} name patients (${names.length} of at most ${most} images)? Their images are not kept together; --set data.groupPattern='^${"[^/]+/".repeat(level)}([^/]+)/' would`;
  }
  return undefined;
}

/** Whether each folder holds one class, and each class lies in one folder. */
function areClasses(folders: readonly string[], labels: readonly string[]): boolean {
  const pairs = new Set(folders.map((folder, i) => `${folder}\n${labels[i] ?? ""}`));
  return pairs.size === new Set(folders).size && pairs.size === new Set(labels).size;
}
