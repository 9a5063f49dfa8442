import { formatList, groupBy } from "../../core";
import { stemOf } from "../stem-of";
import { foldersOf, isDerived } from "./folder-words";
import { originalsOf, plainWords } from "./originals-of";
import { namedAfterOthers } from "./refuse-companions";

/** Of fewer other images of a folder none is the rule. */
const fewestOthers = 10;

/**
 * A question on single files among a folder's images whose names say that they may be no slices: without a number where
 * all others have one (`preview.png`, `montage.png`), or called as a copy of an image beside them (`7_thumb.png`,
 * `7_annotated.png`). Many of the latter are refused (see `refuseCompanions`).
 *
 * @param images paths of images that a folder labels
 * @returns undefined where no name is odd
 */
export function askAboutOddNames(images: readonly string[]): string | undefined {
  const odd = [...groupBy(images, (file) => foldersOf(file).join("/")).values()].flatMap((files) => {
    const names = new Set(files.map((file) => plainWords(stemOf(file))));
    const words = new Set(
      [...names].filter((name) => /\p{N}/u.test(name)).flatMap((name) => name.split(" ")),
    );
    const isBare = (name: string): boolean =>
      !/\p{N}/u.test(name) &&
      !plainWords(name)
        .split(" ")
        .every((word) => words.has(word)); // `no` beside `no 7`
    const bare = files.filter((file) => isBare(stemOf(file)));
    const isRule = bare.length * fewestOthers <= files.length - bare.length;
    const made = files.filter(
      (file) => isDerived(stemOf(file)) || originalsOf(stemOf(file)).some((name) => names.has(name)),
    );
    const after = namedAfterOthers(files).map(({ file }) => file);
    return [...new Set([...(isRule ? bare : []), ...(made.length < files.length ? made : []), ...after])];
  });
  if (odd.length === 0) return undefined;
  const is = odd.length === 1 ? "is" : "are";
  return `${formatList(odd)} ${is} named unlike the other images of the folder: slices, or previews, contact sheets, figures, copies? Move away what is no slice of its own`;
}
