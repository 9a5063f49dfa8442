import { fail, listed } from "../core";

/** Which class is positive: "auto" by its name, "0" or "1" by its place in `classPair`'s order. */
export type Positive = "auto" | "0" | "1";

const positives = words(
  "1 yes true positive pos hemorrhage haemorrhage hemorrhagic haemorrhagic ich bleed bleeding tumor tumour lesion abnormal pathological disease diseased cancer malignant pneumonia covid sick stroke",
);
const negatives = words("0 no false negative neg normal healthy control benign none clean background");
const answers = new Set(["0,1", "no,yes", "false,true"]);

/**
 * Puts two labels in the order negative, positive.
 *
 * A name that says it decides (hemorrhage, yes, tumor, 1 ...; or normal, no, healthy, 0 ... for the other one).
 * "1" keeps that order, or the alphabet's where no name says it, and "0" turns it round.
 *
 * @param labels two different labels as the data set writes them
 * @param action what is being done, for the message
 * @throws InputError when it is "auto" and the names do not say which is positive
 */
export function classPair(
  labels: readonly [string, string],
  positive: Positive,
  action: string,
): [string, string] {
  const [a, b] = [...labels].sort() as [string, string];
  const order = byName(a, b);
  if (positive === "auto" && !order)
    fail(
      action,
      `classes "${a}" and "${b}" do not say which is positive`,
      "a name such as hemorrhage, yes, tumor or 1",
      `Add --set data.positive=1 if it is "${b}", --set data.positive=0 if it is "${a}".`,
    );
  const [first, second] = order ?? [a, b];
  return positive === "0" ? [second, first] : [first, second];
}

function byName(a: string, b: string): [string, string] | undefined {
  const [isA, isB] = [positives.has(a.toLowerCase()), positives.has(b.toLowerCase())];
  if (isA !== isB) return isA ? [b, a] : [a, b];
  const [noA, noB] = [negatives.has(a.toLowerCase()), negatives.has(b.toLowerCase())];
  if (noA !== noB) return noA ? [a, b] : [b, a];
  return undefined;
}

/** True when a word is a usual name of a class: yes, normal, hemorrhage, 1 ... */
export function isClassName(word: string): boolean {
  return positives.has(word.toLowerCase()) || negatives.has(word.toLowerCase());
}

/**
 * Names for the classes, fit for a file's name: 0 and 1 under the heading "hemorrhage" are called normal and hemorrhage.
 * @param pair labels in the order negative, positive (or turned round by the user)
 * @param heading the label column's heading, when it says what a 1 means
 */
export function classNames(pair: readonly [string, string], heading: string | undefined): [string, string] {
  const asked = answers.has(
    [...pair]
      .map((l) => l.toLowerCase())
      .sort()
      .join(),
  );
  const named = pair.map((label) =>
    !heading || !asked ? label : positives.has(label.toLowerCase()) ? heading : "normal",
  );
  const [negative = "", positive = ""] = named.map(fileName);
  return negative === positive ? [`0-${negative}`, `1-${positive}`] : [negative, positive];
}

/**
 * The two labels of a data set.
 * @param places where each label occurs, label by label
 * @throws InputError when there are more than two (the rarest are listed with their places), or only one
 */
export function twoLabels(places: ReadonlyMap<string, readonly string[]>, action: string): [string, string] {
  const sorted = [...places].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const counted = sorted.map(([label, where]) => `"${label}" (${where.length})`);
  const [first, second, ...rest] = sorted;
  if (!first)
    fail(action, "no image has a label", "two classes", "Give each image a label: 0 or 1, for example.");
  if (!second)
    fail(
      action,
      `every image has the label ${counted.join("")}`,
      "two classes",
      "Add images of the other class: a classifier needs both.",
    );
  const unknown = rest.flatMap(([label, where]) => where.map((w) => `"${label}" (${w})`));
  if (unknown.length > 0)
    fail(
      action,
      `unknown label ${listed(unknown)}; there are ${listed(counted)}`,
      "two labels",
      "Correct these labels, or leave their images out.",
    );
  return [first[0], second[0]];
}

function fileName(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N} ._-]+/gu, "-")
      .replace(/^[. ]+/, "")
      .slice(0, 60) || "-"
  );
}

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}
