import { fail, formatList, groupBy } from "../../core";
import { foldersOf, isDerived, isHolder, isNeutral, isNumbered } from "./folder-words";
import { isPartName } from "../part-of";
import { stemOf } from "../stem-of";

/** Fewer pairs than this may bear similar names by chance. */
const fewest = 3;
const action = "tell images from masks and pictures made from images";
const remedy =
  "Move them away, call them as masks are (0_mask.png, a folder masks), or, if they are images of their own, rename them.";

/**
 * Refuses files that go with an image each, by their names, but are not called as masks are: `0_outline.png` with
 * `0.png`, or `normal/manual/0.png` with `normal/images/0.png`. They would count as images of the class.
 *
 * @param images paths that lie in a folder of their class each, masks left out
 * @param classes the level of the classes' folders
 * @throws InputError when at least half of a folder's images have one
 */
export function refuseCompanions(images: readonly string[], classes: number): void {
  for (const files of groupBy(images, (file) => foldersOf(file).join("/")).values()) {
    refuseEndings(files);
    refuseNamesOfDerived(files);
  }
  for (const files of groupBy(images, (file) =>
    foldersOf(file)
      .slice(0, classes + 1)
      .join("/"),
  ).values())
    refuseInner(files, classes + 1);
}

function refuseEndings(files: readonly string[]): void {
  const stems = new Set(files.map(nameOf));
  const pairs = files.flatMap((file) => {
    const [, before = "", word = ""] = /^(.+?)[ _.-]+(\p{L}[\p{L}\d ]+)$/u.exec(nameOf(file)) ?? [];
    return stems.has(before) ? [{ file, word }] : [];
  });
  for (const [word, some] of groupBy(pairs, (pair) => pair.word))
    if (some.length >= fewest && 3 * some.length >= files.length && !isNeutral(word))
      refuse(
        some.map(({ file }) => file),
        `bear the name of an image beside them and "${word}"`,
      );
}

/** Refuses `aug_7.png` beside `7.png`: files of which some are called as pictures made from others are. */
function refuseNamesOfDerived(files: readonly string[]): void {
  const made = files.filter((file) => isDerived(nameOf(file)));
  if (made.length >= fewest && made.length < files.length)
    refuse(
      made,
      `are called as pictures made from others, beside ${formatList(
        files.filter((file) => !made.includes(file)),
        2,
      )}`,
    );
}

function refuseInner(files: readonly string[], level: number): void {
  const byFolder = groupBy(files, (file) => foldersOf(file)[level] ?? "");
  const [holder] = [...byFolder].filter(([name]) => name === "" || isHolder(name));
  if (!holder) return;
  const stems = new Set(holder[1].map(nameOf));
  for (const [name, some] of byFolder) {
    if (name === holder[0] || isNeutral(name) || isNumbered(name) || isPartName(name)) continue;
    const equal = some.filter((file) => stems.has(nameOf(file)));
    if (equal.length >= fewest && 2 * equal.length >= some.length)
      refuse(equal, `bear the names of images in ${foldersOf(holder[1][0]!).join("/")}`);
  }
}

function refuse(files: readonly string[], why: string): never {
  return fail(action, `${files.length} files ${why}: ${formatList(files, 3)}`, "one file per image", remedy);
}

function nameOf(file: string): string {
  return stemOf(file).toLowerCase();
}
