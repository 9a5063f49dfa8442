import { formatList } from "../../core";
import { wordsOf } from "../class-words";
import type { LabelledImage } from "../labelled";
import { stemOf } from "../stem-of";

/**
 * A question on files whose names bear another class than their label, as those have that were moved into a wrong folder:
 * `normal/tumor_3.png`. Classes are compared by their words: `no_tumor` holds `tumor`, so its files may be called so.
 *
 * @returns undefined where no name does, or more than half do, so that names do not mean the class
 */
export function askAboutOtherClasses(images: readonly LabelledImage[]): string | undefined {
  const classes = [...new Set(images.map(({ label }) => label))].map((label) => ({
    label,
    words: wordsOf(label),
  }));
  const telling = classes.filter(({ label }) => /\p{L}{3}/u.test(label));
  const other = images.flatMap(({ file, label }) => {
    const named = wordsOf(stemOf(file)).map((word) => word.replace(/\d+$/, ""));
    const bears = (words: readonly string[]): boolean => words.every((word) => named.includes(word));
    const own = classes.find((one) => one.label === label)!.words;
    if (bears(own)) return [];
    const found = telling.find(
      ({ label: one, words }) => one !== label && bears(words) && !words.every((word) => own.includes(word)),
    );
    return found ? [`${file} ("${label}")`] : [];
  });
  if (other.length === 0 || 2 * other.length > images.length) return undefined;
  return `${formatList(other)} ${other.length === 1 ? "bears the name" : "bear the names"} of another class: is the label wrong?`;
}
