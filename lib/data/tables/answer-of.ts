import { isAbsent } from "./is-absent";
import { asNumber } from "./parse-table";

const affirmative = new Set("1 true yes y t positive pos ja j oui si s\u00ed sim vrai wahr vero".split(" "));
const dissenting = new Set("0 false no n f negative neg nein non n\u00e3o faux falsch falso".split(" "));

/** What a cell answers: yes (also by a cross), no (also by no value); undefined where it says something else. */
export function answerOf(cell: string): boolean | undefined {
  const label = plainLabel(cell);
  if (affirmative.has(label) || isCross(label)) return true;
  return dissenting.has(label) || isAbsent(label) || label === "none" ? false : undefined;
}

/** Whether a label alone in its column, beside empty cells, says yes: `x`, `yes`. */
export function isCross(label: string): boolean {
  return label !== "1" && (affirmative.has(label) || /^[x+\u2713\u2714\u00d7]$/.test(label));
}

/** A label without case and marks of a list at its end; a number without zeros and decimal comma. */
export function plainLabel(label: string): string {
  const number = asNumber(label);
  const text = (): string =>
    label
      .replace(/(?<=.)[|;,\s]+$/, "")
      .replace(/\s+/g, " ")
      .toLowerCase();
  return Number.isFinite(number) ? String(number) : text();
}

/** Labels that are neither 0 nor 1, nor a word of these. */
export function noAnswers(values: ReadonlySet<string>): string[] {
  return [...values].filter((label) => !affirmative.has(label) && !dissenting.has(label));
}

/** 0 and 1 for the words of answers, where one column writes the same answer in two ways (`True` and 1; `no` and an empty cell as 0). */
export function inNumbers(values: ReadonlySet<string>): ReadonlyMap<string, string> {
  const labels = [...values];
  const isAnswer = labels.every((label) => affirmative.has(label) || dissenting.has(label));
  const meanings = new Set(labels.map((label) => affirmative.has(label)));
  if (!isAnswer || meanings.size === labels.length) return new Map();
  const words = labels.filter((label) => label !== "0" && label !== "1");
  return new Map(words.map((word) => [word, affirmative.has(word) ? "1" : "0"]));
}
