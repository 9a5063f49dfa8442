import { fail, formatList } from "../../core";
import { denials, isClassName, negatives, wordsOf } from "../class-words";
import type { Labelled } from "../labelled";
import { stemOf } from "../stem-of";
import type { LabelTable } from "../tables/read-labels";
import { negativeLabel } from "./negative-label";

/**
 * Refuses a table of two classes that are turned round against the files' names: `normal_3.png` is a tumor, and `tumor_4.png` is
 * normal. Most names hold a usual class, and nine of ten of these, of both classes, say the opposite of the label.
 *
 * @throws InputError that names files of both
 */
export function refuseTurnedNames(
  folder: string,
  { images }: Labelled,
  { heading, files, labelColumn = "NAME" }: LabelTable,
): void {
  const [a, b, ...more] = new Set(images.map(({ label }) => label));
  const negative = a === undefined || b === undefined ? undefined : negativeLabel([a, b], heading);
  if (negative === undefined || more.length > 0) return;
  const told = images.flatMap(({ file, label }) => {
    const isNegative = saysNegative(file);
    return isNegative === undefined ? [] : [{ file, label, isNegative }];
  });
  const turned = told.filter(({ label, isNegative }) => isNegative !== (label === negative));
  const examples = [true, false].flatMap(
    (none) => turned.find(({ isNegative }) => isNegative === none) ?? [],
  );
  if (examples.length < 2 || 2 * told.length <= images.length || 10 * turned.length < 9 * told.length) return;
  fail(
    `tell the labels of ${folder}`,
    `${formatList(files)} and the files' names say the opposite: ${examples.map(({ file, label }) => `${file} is "${label}"`).join(", ")}`,
    "labels that agree with the names",
    `Correct the labels in a copy of the table; or, if they are right, name their column: --set "data.labelColumn=${labelColumn}".`,
  );
}

/** Whether a file's name holds usual names of no finding only, or of findings only; undefined where it says neither. */
function saysNegative(file: string): boolean | undefined {
  const words = wordsOf(stemOf(file)).map((word) => word.replace(/\d+$/, ""));
  if (words.some((word) => denials.has(word))) return undefined;
  const said = new Set(
    words.filter((word) => word.length > 2 && isClassName(word)).map((word) => negatives.has(word)),
  );
  return said.size === 1 ? said.has(true) : undefined;
}
