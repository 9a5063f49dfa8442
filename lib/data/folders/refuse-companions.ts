import { fail, formatList, groupBy, range } from "../../core";
import { foldersOf, isDerived, isHolder, isNeutral, isNumbered } from "./folder-words";
import { originalsOf, plainWords, versionOf } from "./originals-of";
import { refuseTwoFormats, withoutFormat } from "./refuse-two-formats";
import { isPartName } from "../part-of";
import { stemOf } from "../stem-of";

/** Fewer pairs than this may bear similar names by chance. */
const fewest = 3;
/** Views, phases and times of one patient: images of their own, not made from others. */
const view =
  /^(front(al)?|lat(eral)?|ap|pa|cc|mlo|oblique|top|bottom|upper|lower|anterior|posterior|superior|inferior|pre|post|native|arterial|venous|portal|delayed|baseline|follow ?up|(day|week|month|year|visit|view)s? ?\d*)$/;
const action = "tell images from masks and pictures made from images";
const remedy =
  "Move them away (and their lines, in a copy of a table), call them as masks are (0_mask.png, a folder masks), or, if they are images of their own, rename them.";

/**
 * Refuses files that go with an image each, by their names, but are not called as masks are: `0_outline.png` with
 * `0.png`, `normal/truth/0.png` with `normal/images/0.png`, or `truth/normal/0.png` with `images/normal/0.png`. They would count as images of the class. So would the
 * copies of `refuseCopies` and one picture in two formats.
 *
 * @param images paths that lie in a folder of their class each, masks left out
 * @param classes the level of the classes' folders
 * @throws InputError when at least half of a folder's images have one
 */
export function refuseCompanions(images: readonly string[], classes: number): void {
  for (const files of groupBy(images, (file) => withoutFormat(foldersOf(file)[classes] ?? "")).values())
    refuseTwoFormats(files);
  const above = (levels: number) => (file: string) => foldersOf(file).slice(0, levels).join("/");
  for (const level of range(classes))
    for (const files of groupBy(images, above(level)).values())
      refuseInner(files, level, (file) => nameBelow(file, level));
  for (const files of groupBy(images, above(classes + 1)).values()) {
    refuseEndings(files);
    refuseCopies(files);
    refuseInner(files, classes + 1, nameOf);
    refuseNamesOfDerived(files);
  }
  refuseNamesOfDerived(images);
}

/**
 * Refuses files of one class whose names say that they are changed copies of others in their folder: `flip_0.png`,
 * `0_rot90.png`, `0 - Copy.png` beside `0.png`; or further versions of one image, `7_png.rf.3f2c...` beside another such.
 */
export function refuseCopies(files: readonly string[]): void {
  const names = new Set(files.map((file) => `${folderOf(file)}/${plainWords(stemOf(file))}`));
  const copies = files.filter((file) =>
    originalsOf(stemOf(file)).some((name) => names.has(`${folderOf(file)}/${name}`)),
  );
  if (copies.length >= fewest)
    refuse(copies, "bear the name of an image beside them and a word for changed copies");
  const versions = groupBy(files, (file) => {
    const version = versionOf(stemOf(file));
    return version === undefined ? undefined : `${folderOf(file)}/${version}`;
  });
  const several = [...versions].flatMap(([version, some]) => (version === undefined ? [] : some.slice(1)));
  if (several.length >= fewest)
    refuse(several, "are further versions of one image, as Roboflow and Augmentor call them");
}

/**
 * Refuses files of one class that bear the name of an image beside them and a word that is none of views and kinds of
 * pictures, if they are a third of a folder's: `0_core.png`, `0_whole.png` beside `0.png`.
 */
export function refuseEndings(images: readonly string[]): void {
  for (const files of groupBy(images, folderOf).values()) {
    const byWord = [...groupBy(namedAfterOthers(files), ({ word }) => word.replace(/\d+$/, ""))].filter(
      ([, some]) => some.length >= fewest,
    );
    const some = byWord.flatMap(([, of]) => of);
    if (some.length > 0 && 3 * some.length >= files.length)
      refuse(
        some.map(({ file }) => file),
        `bear the name of an image beside them and ${formatList([...new Set(some.map(({ word }) => `"${word}"`))])}`,
      );
  }
}

/** Files of one folder that bear the name of another and a word that is none of views and kinds of pictures. */
export function namedAfterOthers(
  files: readonly string[],
): { readonly file: string; readonly word: string }[] {
  const stems = new Set(files.map(nameOf));
  return files.flatMap((file) => {
    const [, before = "", word = ""] =
      /^(.+?)[ _.-]+(\p{L}[\p{L}\d ]+(?:[ _.-]+\p{L}+)*)$/u.exec(nameOf(file)) ?? [];
    const areViews = [word, ...word.split(/[ _.-]+/)].map((one) => isNeutral(one) || view.test(one));
    return stems.has(before) && !areViews.includes(true) ? [{ file, word }] : [];
  });
}

/** Refuses `aug_7.png` beside `7.png`: files of which some are called as pictures made from others are. */
export function refuseNamesOfDerived(files: readonly string[]): void {
  const isMade = (file: string): boolean => isDerived(nameOf(file));
  const made = files.filter(isMade);
  if (made.length >= fewest && made.length < files.length)
    refuse(
      made,
      `are called as pictures made from others, beside ${formatList(
        files.filter((file) => !isMade(file)),
        2,
      )}`,
    );
}

function refuseInner(files: readonly string[], level: number, nameIn: (file: string) => string): void {
  const byFolder = groupBy(files, (file) => foldersOf(file)[level] ?? "");
  const [holder] = [...byFolder].filter(([name]) => name === "" || isHolder(name));
  if (!holder) return;
  const stems = new Set(holder[1].map(nameIn));
  for (const [name, some] of byFolder) {
    if (name === holder[0] || isNeutral(name) || isNumbered(name) || isPartName(name)) continue;
    const equal = some.filter((file) => stems.has(nameIn(file)));
    if (equal.length >= fewest && 2 * equal.length >= some.length)
      refuse(equal, `bear the names of images in ${foldersOf(holder[1][0]!).join("/")}`);
  }
}

function refuse(files: readonly string[], why: string): never {
  return fail(action, `${files.length} files ${why}: ${formatList(files, 3)}`, "one file per image", remedy);
}

function folderOf(file: string): string {
  return foldersOf(file).join("/");
}

function nameOf(file: string): string {
  return stemOf(file).toLowerCase();
}

/** A file's path below the folder of a level, without ending: what it shares with another in a folder beside. */
export function nameBelow(file: string, level: number): string {
  return [...foldersOf(file).slice(level + 1), nameOf(file)].join("/");
}
