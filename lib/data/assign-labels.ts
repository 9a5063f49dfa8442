import { fail, formatList } from "../core/errors";
import type { Labelled } from "./labelled";

/**
 * Names each image's class by what a regular expression finds in its path: its first bracket, or all that it matches.
 *
 * @param pattern `_(normal|tumor)_` names `p12_tumor_3.png` "tumor"
 * @throws InputError when it is no regular expression, or finds nothing in some path
 */
export function assignLabels(images: readonly string[], pattern: string): Labelled {
  const action = `use data.labelPattern ${JSON.stringify(pattern)}`;
  const expression = compileSetting(pattern, action);
  const found = images.map((file) => ({ file, match: expression.exec(file) }));
  const without = found.filter(({ match }) => !match).map(({ file }) => file);
  if (without.length > 0)
    fail(
      action,
      `it finds nothing in ${without.length} of ${images.length} paths: ${formatList(without)}`,
      "a part of each path that names the class",
      "Correct the pattern, or name the classes in a column `label` of labels.csv.",
    );
  return {
    images: found.map(({ file, match }) => ({ file, label: match?.[1] ?? match?.[0] ?? "", where: file })),
    without: [],
    heading: undefined,
    table: undefined,
    repeated: 0,
    notes: [],
  };
}

/**
 * A setting's regular expression.
 * @param action what it is for, for the message
 * @throws InputError when it is none
 */
export function compileSetting(pattern: string, action: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (e) {
    return fail(action, e instanceof Error ? e.message : String(e), "a regular expression", "Correct it.");
  }
}
