import { groupBy } from "../../core";
import { foldersOf, isNeutral } from "../folders/folder-words";
import { isPartName } from "../part-of";
import { stemOf } from "../stem-of";

/** Patients at least, and that one may have one in how many images: else they may be kinds or views. */
interface Limits {
  readonly patients: number;
  readonly oneIn: number;
}
const unnamed: Limits = { patients: 5, oneIn: 3 };
/** Where a word says that they are patients. */
const named: Limits = { patients: 3, oneIn: 2 };

/** What names a patient anywhere in a file's name: `001_patient7`, `case 3`, TCGA's barcodes. */
const patient = /(?:patient|pat|pt|subject|subj|sub|case|person)[ _-]?\d+|TCGA-\w\w-\w{4}/i;

/** A number behind a P, alone between marks: `P012` of `17_P012_axial`. */
const numberedP = /(?<![^ _.-])P\d+(?![^ _.-])/;

/**
 * A question where files' names seem to name patients: by a word (`001_patient7`, or `17_P012`, where some number has two
 * digits), or by a beginning, as in OCT2017 (`CNV-1016042-1`, `CNV-1016042-2`) or EyePACS (`10_left`, `10_right`). At least half
 * of the images share it, a beginning with a figure in it (or all of a name: `7` and `7_left`), with another image of their folder,
 * and none is shared by more than a third; of words three are enough, and none is shared by more than half. Folders of
 * kinds of pictures (`T1` and `T2`, `left` and `right`) count as one: equal names in them may be of one patient.
 *
 * @param files paths of images of which no patient is known
 * @returns undefined where names do not look so
 */
export function askAboutNames(files: readonly string[]): string | undefined {
  const words = files.map((file) => patient.exec(stemOf(file))?.[0]);
  const isNamed = words.every((word) => word !== undefined);
  const byWord = isNamed ? inWords(files, words, patternOf(words[0]!), named) : undefined;
  const byNumber = byWord ?? byNumberedP(files);
  if (byNumber !== undefined) return byNumber;
  const names = files.map((file) => stemOf(file).split(/[ _-]+/));
  const longest = Math.max(0, ...names.map((tokens) => tokens.length - 1));
  for (let length = 1; length <= longest; length++) {
    const begins = names.map((tokens) => {
      const begin = tokens.slice(0, length).join("_");
      return tokens.length > length && /\d/.test(begin) ? begin : undefined;
    });
    const known = new Set(begins);
    const withBare = names.map((tokens, i) => {
      const whole = tokens.length === length ? tokens.join("_") : undefined;
      return begins[i] ?? (known.has(whole) ? whole : undefined); // 7 beside 7_left
    });
    const begin = `[^/ _-]+${length === 1 ? "" : `([ _-]+[^/ _-]+){0,${length - 1}}`}`;
    const asked =
      inWords(files, begins, `(${begin})[^/]*$`) ??
      inWords(files, withBare, `(${begin.replaceAll("[^/ _-]+", "[^/ _-]+?")})([ _-][^/]*)?(\\.[^/.]+)?$`);
    if (asked !== undefined) return asked;
  }
  return (
    inWords(files, files.map(firstNumberOf), "([^/\\d]*\\d+)[^/]*$") ??
    byWordAlone(files) ??
    inWords(files, files.map(stemOf), "([^/]+?)((\\.nii)?\\.[^/.]+)?$", unnamed, placeOf)
  );
}

/** The question on numbers behind a P in every name, one of them of two digits: `P1`, `P2` alone may be views. */
function byNumberedP(files: readonly string[]): string | undefined {
  const found = files.map((file) => numberedP.exec(stemOf(file))?.[0]);
  const isLong = found.some((one) => one !== undefined && one.length > 2);
  return isLong && !found.includes(undefined)
    ? inWords(files, found, "(?<![^/ _.-])(P\\d+)(?![^/ _.-])[^/]*$", named)
    : undefined;
}

/** A name up to its first number, where little follows: `P7` of `P7S2`, `P7.2` and `P7L`; none of a hash. */
function firstNumberOf(file: string): string | undefined {
  const begin = /^(\D*\d+)(?=\D)[ _.-]*\p{L}{0,8}[ _.-]*\d{0,4}$/u.exec(stemOf(file))?.[1];
  return begin === undefined || isNeutral(begin) ? undefined : begin;
}

/** The question on names before numbers, `anna_1`, where each folder holds several, so that they name no class. */
function byWordAlone(files: readonly string[]): string | undefined {
  const begins = files.map((file) => /^(\p{L}+(?:[ _-]+\p{L}+)*)[ _-]*\d+$/u.exec(stemOf(file))?.[1]);
  const isSeveral = new Set(begins).size >= unnamed.patients * Math.max(2, new Set(files.map(placeOf)).size);
  return isSeveral ? inWords(files, begins, "([^/\\d]*?)[ _-]*\\d+[^/]*$") : undefined;
}

/** The pattern of a word for patients, as it is spelled: `(Patient[ _-]?\\d+)[^/]*$`. */
function patternOf(word: string): string {
  const spelled = /^(\p{L}+)[ _-]?\d+$/u.exec(word)?.[1];
  return `(${spelled === undefined ? "TCGA-\\w\\w-\\w{4}" : `${spelled}[ _-]?\\d+`})[^/]*$`;
}

/** The question, where what was found in the names is shared as patients are; whole names may repeat in each part of a split. */
function inWords(
  files: readonly string[],
  found: readonly (string | undefined)[],
  pattern: string,
  limits: Limits = unnamed,
  placeIn: (file: string) => string = placeInAnyPart,
): string | undefined {
  const places = files.map((file, i) =>
    found[i] === undefined ? undefined : `${placeIn(file)}/${found[i]}`,
  );
  const counts = new Map([...groupBy(places, (place) => place)].map(([place, some]) => [place, some.length]));
  counts.delete(undefined);
  const shared = [...counts].filter(([, count]) => count > 1);
  const images = shared.reduce((sum, [, count]) => sum + count, 0);
  const most = Math.max(0, ...counts.values());
  if (shared.length < limits.patients || 2 * images < files.length || limits.oneIn * most > files.length)
    return undefined;
  const example = files[places.indexOf(shared[0]![0])] ?? "";
  return `do names such as ${example} name patients (${counts.size} of at most ${most} images)? Their images are not kept together; --set data.groupPattern='${pattern}' would`;
}

/** The folders of a file but for those of kinds of pictures. */
function placeOf(file: string): string {
  return foldersOf(file)
    .filter((name) => !isNeutral(name))
    .join("/");
}

/** The same without the parts of a split: a patient's images may lie in several. */
function placeInAnyPart(file: string): string {
  return placeOf(file)
    .split("/")
    .filter((name) => !isPartName(name))
    .join("/");
}
