import { groupBy } from "../../core";
import { stemOf } from "../stem-of";

/** Fewer patients than this may be kinds or views. */
const fewestPatients = 5;

/**
 * A question where files' names seem to begin with patients, as in OCT2017 (`CNV-1016042-1`, `CNV-1016042-2`) or EyePACS
 * (`10_left`, `10_right`): at least half of the images share a beginning with a figure in it with another image, and
 * none is shared by more than a third.
 *
 * @param files paths of images of which no patient is known
 * @returns undefined where names do not look so
 */
export function askAboutNames(files: readonly string[]): string | undefined {
  const names = files.map((file) => stemOf(file).split(/[ _-]+/));
  const longest = Math.max(0, ...names.map((tokens) => tokens.length - 1));
  for (let length = 1; length <= longest; length++) {
    const groups = [...groupBy(names, (tokens) => tokens.slice(0, length).join("_"))].filter(([, some]) =>
      some.every((tokens) => tokens.length > length),
    );
    const shared = groups.filter(([begin, some]) => some.length > 1 && /\d/.test(begin));
    const images = shared.reduce((sum, [, some]) => sum + some.length, 0);
    const most = Math.max(0, ...groups.map(([, some]) => some.length));
    if (shared.length < fewestPatients || 2 * images < files.length || 3 * most > files.length) continue;
    const pattern = `([^/ _-]+${length === 1 ? "" : `([ _-]+[^/ _-]+){0,${length - 1}}`})[^/]*$`;
    const example = files.find((_, i) => names[i]!.slice(0, length).join("_") === shared[0]![0]);
    return `do names such as ${example ?? ""} begin with patients (${groups.length} of at most ${most} images)? Their images are not kept together; --set data.groupPattern='${pattern}' would`;
  }
  return undefined;
}
