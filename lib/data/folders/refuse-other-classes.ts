import { fail, formatList, groupBy } from "../../core";
import { partOf } from "../part-of";
import { foldersOf } from "./folder-words";

const action = "tell the classes by sub-folder";

/**
 * Refuses parts of a split that write the same classes in other words: of two classes or more each, none of them shared;
 * or one whose name begins with that of another part's (`adenocarcinoma_left_T2`, `adenocarcinoma`).
 *
 * @param classes the level of the classes' folders, from 0
 * @param parts the level of the parts' folders
 * @throws InputError that names the parts and their classes
 */
export function refuseOtherClasses(images: readonly string[], classes: number, parts: number): void {
  const at = (file: string, level: number): string => foldersOf(file)[level] ?? "";
  const byPart = groupBy(images, (file) => partOf(at(file, parts)));
  const found = [...byPart].flatMap(([part, files]) =>
    part === undefined ? [] : [{ part, names: [...new Set(files.map((file) => at(file, classes)))] }],
  );
  for (const [i, one] of found.entries())
    for (const other of found.slice(i + 1)) {
      const own = one.names.filter((name) => !other.names.includes(name));
      const others = other.names.filter((name) => !one.names.includes(name));
      const pairs = own.flatMap((a) =>
        others.filter((b) => beginsWith(a, b) || beginsWith(b, a)).map((b) => [a, b] as const),
      );
      for (const [a, b] of pairs)
        refuseLonger(`"${a}" of ${one.part} and "${b}" of ${other.part}`, [...one.names, ...other.names]);
      if (own.length < one.names.length || own.length < 2 || others.length < 2) continue;
      fail(
        action,
        `${one.part} (${formatList(one.names)}) and ${other.part} (${formatList(other.names)}) have no class in common`,
        "the same classes in each part",
        "Give the classes one name each, in a copy of the folder, or give one of the parts.",
      );
    }
}

/** Refuses two names that may be one class's, with a pattern of the shorter names. */
function refuseLonger(pair: string, names: readonly string[]): never {
  const short = [...new Set(names)].filter((name) => !names.some((other) => beginsWith(name, other)));
  const choice = short.map((name) => name.replace(/[^\p{L}\p{N}_ -]/gu, ".")).join("|");
  return fail(
    action,
    `${pair} may be one class`,
    "one name per class in each part",
    `Give it one name, in a copy of the folder, or name the class in each path: --set data.labelPattern='/(${choice})'.`,
  );
}

/** Whether a name is another with more words behind it. */
function beginsWith(name: string, other: string): boolean {
  return name.toLowerCase().startsWith(other.toLowerCase()) && /^[ _.,(-]/.test(name.slice(other.length));
}
