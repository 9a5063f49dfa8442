import { fail, formatList, groupBy } from "../../core";
import { foldersOf, isDerived, isTreated } from "../folders/folder-words";
import { refuseCopies, refuseEndings, refuseNamesOfDerived } from "../folders/refuse-companions";
import { refuseTwoFormats } from "../folders/refuse-two-formats";
import type { LabelledImage } from "../labelled";
import { stemOf } from "../stem-of";

/** Fewer equal names than this may be chance. */
const fewest = 3;

/**
 * Refuses images that a table or pattern labels and whose names or folders say that they are made from others beside
 * them, or the same in another format: copies of training images would lie among the test images.
 *
 * @throws InputError that names them
 */
export function refuseDoubled(images: readonly LabelledImage[]): void {
  for (const some of groupBy(images, ({ label }) => label).values()) {
    const files = some.map(({ file }) => file);
    refuseTwoFormats(files);
    refuseEndings(files);
    refuseCopies(files);
  }
  const labels = [...new Set(images.map(({ label }) => label))];
  if (labels.some(isDerived)) return; // a class of its own
  const files = images.map(({ file }) => file);
  refuseNamesOfDerived(files);
  refuseFolders(files, (name) => labels.some((label) => name.toLowerCase().includes(label.toLowerCase())));
}

/** Refuses `augmented/` beside others, and `resized/` beside others that hold images of the same names. */
function refuseFolders(files: readonly string[], isClass: (name: string) => boolean): void {
  const liesIn = (is: (name: string) => boolean) => (file: string) =>
    foldersOf(file).some((name) => is(name) && !isClass(name));
  const made = files.filter(liesIn(isDerived));
  const isInTreated = liesIn(isTreated);
  const treated = files.filter(isInTreated);
  const names = new Set(files.filter((file) => !isInTreated(file)).map(stemOf));
  const isOfOthers = treated.filter((file) => names.has(stemOf(file))).length >= fewest;
  for (const some of [made, isOfOthers ? treated : []]) {
    if (some.length === 0 || some.length === files.length) continue;
    const others = files.filter((file) => !some.includes(file));
    fail(
      "read the labelled images",
      `${some.length} lie in folders of pictures made from others (${formatList(some, 2)}), beside ${formatList(others, 2)}`,
      "images of which none is made from another",
      "Give the folder of the original images alone, or delete the others' lines from a copy of the table.",
    );
  }
}
