import { countOf, compareNaturally, fail, formatList } from "../core";
import { denials, lastDenials, negatives, positives, wordsOf } from "./class-words";
import type { Label } from "./label";
import { meaningOfOne } from "./meaning-of-one";

const answers = new Set([
  "0,1",
  "no,yes",
  "false,true",
  "ja,nein",
  "non,oui",
  "no,si",
  "no,s\u00ed",
  "falsch,wahr",
  "faux,vrai",
]);

/** The classes of a data set in their order. */
export interface ClassOrder {
  /** Labels as the data set writes them; of two the second is the positive one. */
  readonly labels: readonly string[];
  /** Names for them, fit for a file's name. */
  readonly names: readonly string[];
  /** The class that sensitivity is of; undefined with more than two classes of which none was named. */
  readonly positive: Label | undefined;
}

/**
 * Puts the labels of a data set in order and finds the positive one.
 *
 * Of two classes the positive one is the one asked for by name; else the one whose name says so (hemorrhage, yes, tumor, 1 ...), or
 * whose other class says so (normal, no, healthy, 0 ...). It comes second. `positive` "1" keeps that order, or the alphabetical
 * one where no name says it; "0" reverses it. More than two classes are sorted alphabetically, numbers numerically; none is
 * positive unless it is named.
 *
 * @param labels different labels as the data set writes them
 * @param positive "auto", a label, a name as shown in tables, or an index ("0", "1") of two
 * @param heading the label column's heading, when it says what a 1 means: 0 and 1 under "hemorrhage" are called normal
 *   and hemorrhage, under "edema" not edema and edema; under "benign" 1 is benign, and 0, "not benign", the positive one (see `meaningOfOne`)
 * @param action what is being done, for the message
 * @throws InputError when it is "auto" and two names do not say which is positive, or no class has the name
 */
export function classOrder(
  labels: readonly string[],
  positive: string,
  heading: string | undefined,
  action: string,
): ClassOrder {
  const sorted = [...labels].sort(compareNaturally);
  const shown = classNames(sorted, heading);
  const wanted = positive.toLowerCase();
  const at = sorted.findIndex((label, i) => [label, shown[i] ?? ""].some((n) => n.toLowerCase() === wanted));
  const [a, b, ...more] = sorted;
  const isPlace = positive === "0" || positive === "1";
  if (at < 0 && positive !== "auto" && (!isPlace || more.length > 0))
    fail(
      action,
      `no class is called "${positive}"`,
      sorted.map((label) => `"${label}"`).join(" or "),
      "Correct data.positive.",
    );
  if (a === undefined || b === undefined || more.length > 0)
    return { labels: sorted, names: shown, positive: at < 0 ? undefined : at };
  const pair = at < 0 ? classPair([a, b], positive, action, heading) : at === 1 ? [a, b] : [b, a];
  return { labels: pair, names: classNames(pair, heading), positive: 1 };
}

function classPair(
  [a, b]: [string, string],
  positive: string,
  action: string,
  heading: string | undefined,
): [string, string] {
  const named = byName(a, b);
  const one = heading !== undefined && isAnswer([a, b]) ? meaningOfOne(heading) : "finding";
  const isTurned = positive === "auto" && one === "none";
  const order = named && isTurned ? ([named[1], named[0]] as const) : named;
  if (positive === "auto" && (!order || one === undefined))
    fail(
      action,
      `classes "${a}" and "${b}"${one === undefined ? ` under "${heading!}"` : ""} do not say which is positive`,
      "a name such as hemorrhage, yes, tumor or 1",
      `Add --set "data.positive=${b}" if it is "${b}", --set "data.positive=${a}" if it is "${a}".`,
    );
  const [first, second] = order ?? [a, b];
  return positive === "0" ? [second, first] : [first, second];
}

/** Negative and positive where the names say it: of two numbers, 0 or less says no; 1 and 2 say nothing. */
export function byName(a: string, b: string): [string, string] | undefined {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y))
    return Math.min(x, y) > 0 ? undefined : x < y ? [a, b] : [b, a];
  const [isA, isB] = [positives.has(a.toLowerCase()), positives.has(b.toLowerCase())];
  if (isA !== isB) return isA ? [b, a] : [a, b];
  const [noA, noB] = [negatives.has(a.toLowerCase()), negatives.has(b.toLowerCase())];
  if (noA !== noB) return noA ? [a, b] : [b, a];
  return byDifference(a, b);
}

/** Two names by what only one of them says: `Benign cases` and `Malignant cases`, `with_fracture` and `without_fracture`. */
function byDifference(a: string, b: string): [string, string] | undefined {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const own = x.filter((word) => !y.includes(word)).join(" ");
  const other = y.filter((word) => !x.includes(word)).join(" ");
  const glued = (whole: readonly string[], part: readonly string[]): boolean =>
    part.join("").length > 3 && [`no${part.join("")}`, `non${part.join("")}`].includes(whole.join(""));
  const isDenial = (word: string): boolean => denials.has(word) || (word !== "free" && lastDenials.has(word));
  if (isDenial(own) !== isDenial(other)) return isDenial(own) ? [a, b] : [b, a];
  if (glued(x, y) !== glued(y, x)) return glued(x, y) ? [a, b] : [b, a];
  const isShorter =
    own !== "" && other !== "" && own.length + other.length < x.join(" ").length + y.join(" ").length;
  const named = isShorter ? byName(own, other) : undefined;
  return named && (named[0] === own ? [a, b] : [b, a]);
}

/** Whether two labels are 0 and 1, no and yes, or false and true. */
export function isAnswer(labels: readonly string[]): boolean {
  const lower = labels.map((label) => label.toLowerCase());
  return answers.has(lower.sort().join());
}

function classNames(labels: readonly string[], heading: string | undefined): string[] {
  const opposite =
    heading && /^no([ _-].|findings?$)/.test(heading)
      ? heading.replace(/^no[ _-]?/, "")
      : positives.has(heading?.toLowerCase() ?? "")
        ? "normal"
        : `not ${heading ?? ""}`;
  const named = labels.map((label) =>
    !heading || !isAnswer(labels) ? label : positives.has(label.toLowerCase()) ? heading : opposite,
  );
  const names = named.map(fileName);
  const isDistinct = new Set(names.map((n) => n.toLowerCase())).size === names.length; // folders may not tell case
  return isDistinct ? names : names.map((name, i) => `${i}-${name}`);
}

/**
 * The labels of a data set.
 * @param places where each label occurs, label by label
 * @param fewest images that a class needs, and classes
 * @throws InputError when there are fewer, one is empty, or one is rarer than that: a typing error, often; its places are listed
 */
export function checkLabels(
  places: ReadonlyMap<string, readonly string[]>,
  fewest: { readonly images: number; readonly classes: number },
  action: string,
): string[] {
  const sorted = [...places].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const counted = sorted.map(([label, where]) => `"${label}" (${where.length})`);
  const empty = places.get("") ?? [];
  if (empty.length > 0)
    fail(
      action,
      `${countOf(empty.length, "image has", "images have")} an empty label: ${formatList(empty)}`,
      "a label for each",
      "Fill these in, or delete the lines from a copy of the table.",
    );
  if (sorted.length === 0)
    fail(action, "no image has a label", "two classes", "Give each image a label: 0 or 1, for example.");
  if (sorted.length < fewest.classes)
    fail(
      action,
      `every image has the label ${counted.join("")}`,
      "two classes or more",
      "Add images of another class: a classifier needs at least two.",
    );
  const few = sorted.filter(([, where]) => where.length < fewest.images);
  if (few.length > 0)
    fail(
      action,
      `too few images of ${formatList(few.map(([label, where]) => `"${label}" (${where.length}: ${formatList(where)})`))}; there are ${formatList(counted)}`,
      `at least ${fewest.images} images per class, so that each part of the split holds some`,
      "Correct these labels if they are mistaken, leave their images out, or add images.",
    );
  return sorted.map(([label]) => label);
}

function fileName(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N} ._-]+/gu, "-")
      .replace(/^[. ]+/, "")
      .slice(0, 60) || "-"
  );
}
