import { countOf, fail, formatList, groupBy } from "../../core";
import type { LabelOptions } from "../labelled";
import { inNumbers, isCross, noAnswers, plainLabel } from "./answer-of";
import { isAbsent } from "./is-absent";
import { isDate } from "./is-date";
import { isCount, notLabels } from "./not-labels";

/** A column's labels, one per row; undefined where the row has none and is left out. */
export interface LabelValues {
  readonly labels: readonly (string | undefined)[];
  /** What was left out or taken for another value, by name and number. */
  readonly notes: readonly string[];
}

const mostClasses = { ages: 10, numbers: 20, words: 100 };

/**
 * The labels that cells of one column write: `1.0`, `1,0` and `1` are one label, and so are `Yes` and `yes`, or `True`
 * and 1 in one column. Cells without a value, and -1 beside 0 and 1 (uncertain), are treated as the options say.
 *
 * @param column the column for messages: `column "Edema" of train.csv`
 * @param places where each cell stands: `train.csv line 3`
 * @throws InputError when a cell has no label and no option says what it is; or the values are dates, or measurements
 */
export function labelValues(
  column: string,
  cells: readonly string[],
  places: readonly string[],
  { unlabelled = "refuse", uncertain = "refuse" }: Pick<LabelOptions, "unlabelled" | "uncertain">,
): LabelValues {
  const plain = cells.map(plainLabel);
  const known = new Set(plain.filter((label) => !isAbsent(label)));
  const none = notLabels(known);
  const isUnlabelled = (label: string): boolean => isAbsent(label) || none.has(label);
  const values = new Set([...known].filter((label) => !none.has(label)));
  const others = [...values].filter((label) => label !== "-1");
  const hasOpen = known.size < new Set(plain).size || (others.length > 1 && isCount(others));
  const hasUncertain = values.has("-1") && hasOpen && others.every((label) => /^\d{1,2}$/.test(label));
  const isUncertain = (label: string): boolean => hasUncertain && label === "-1";
  if (hasUncertain) values.delete("-1");
  const rows = plain.map((label, i) => ({ label, place: places[i]! }));
  const crosses = values.size === 1 ? [...values].filter(isCross) : [];
  refuse(
    column,
    [
      ...(unlabelled === "refuse" ? rows.filter(({ label }) => isUnlabelled(label)) : []),
      ...(uncertain === "refuse" ? rows.filter(({ label }) => isUncertain(label)) : []),
    ],
    crosses.length > 0 || noAnswers(values).length === 0,
  );
  const cross = unlabelled === "0" ? crosses : [];
  const isDecided = unlabelled === "0" || uncertain === "0" || uncertain === "1";
  if (isDecided && cross.length === 0) refuseOther(column, values);
  refuseNoClasses(column, [...values]);
  const replaced = (label: string): string | undefined => {
    const choice = isUnlabelled(label) ? unlabelled : isUncertain(label) ? uncertain : label;
    return choice === "skip" ? undefined : choice;
  };
  const decided = rows.filter(({ label }) => isUnlabelled(label) || isUncertain(label));
  const choices = decided.flatMap(({ label }) => replaced(label) ?? []);
  const answers =
    cross.length > 0
      ? new Map(cross.map((word) => [word, "1"]))
      : inNumbers(new Set([...values, ...choices]));
  return {
    labels: plain
      .map(replaced)
      .map((label) => (label === undefined ? undefined : (answers.get(label) ?? label))),
    notes: [
      ...[...groupBy(decided, ({ label }) => label)].map(([label, { length }]) => {
        const choice = replaced(label);
        return `${column}: ${countOf(length, "row")} with ${shown(label)} ${choice === undefined ? "left out" : `taken as ${choice}`}`;
      }),
      ...(answers.size > 0
        ? [
            `${column}: ${formatList([...answers].map(([word, number]) => `"${word}" is taken as ${number}`))}`,
          ]
        : []),
    ],
  };
}

function shown(label: string): string {
  return label === "" ? "an empty label" : `the label "${label}"`;
}

/** @param mayBeAnswers whether the other labels are 0 and 1, or words of these, so that a row may be taken as one */
function refuse(
  column: string,
  rows: readonly { readonly label: string; readonly place: string }[],
  mayBeAnswers: boolean,
): void {
  if (rows.length === 0) return;
  const kinds = groupBy(rows, ({ label }) => label);
  const counted = [...kinds].map(
    ([label, same]) =>
      `${countOf(same.length, "image has", "images have")} ${shown(label)}: ${formatList(same.map(({ place }) => place))}`,
  );
  const isWritten = [...kinds.keys()].some((label) => !isAbsent(label) || /\p{L}{5}/u.test(label)); // unknown may be one
  const asAnswer = (words: string): string => (mayBeAnswers ? `, ${words}` : "");
  const settings = [
    ...([...kinds.keys()].some((label) => label !== "-1")
      ? [
          `--set data.unlabelled=skip leaves rows without a label out${asAnswer("data.unlabelled=0 takes them as 0")}`,
        ]
      : []),
    ...(kinds.has("-1")
      ? [
          `--set data.uncertain=skip leaves rows with -1 out${asAnswer("data.uncertain=0 or 1 takes them as 0 or 1")}`,
        ]
      : []),
  ];
  fail(
    `use ${column}`,
    formatList(counted, 12),
    "a label for each image",
    `Fill these in, or decide: ${settings.join("; ")}.${isWritten ? " Where such a label is a class, write another word for it in a copy of the table." : ""}`,
  );
}

/** Refuses to take a row as 0 or 1 where the other labels are no 0 and 1. */
function refuseOther(column: string, values: ReadonlySet<string>): void {
  const others = noAnswers(values);
  if (others.length > 0)
    fail(
      `take rows of ${column} as 0 or 1`,
      `it has other labels: ${formatList(others)}`,
      "labels 0 and 1",
      "Leave these rows out instead: --set data.unlabelled=skip, --set data.uncertain=skip.",
    );
}

/** Refuses dates, measurements, and texts that nearly all differ. */
function refuseNoClasses(column: string, values: readonly string[]): void {
  const date = values.find(isDate);
  const isNumber = (label: string): boolean =>
    /^[+-]?\d*[.,]?\d+(e[+-]?\d+)?( ?(%|y|yrs?|years?|mm|cm|kg|ml))?$/.test(label);
  const numbers = values.filter(isNumber);
  const isContinuous = numbers.length > 10 && numbers.some((label) => !/^-?\d+\D*$/.test(label));
  const most = /"[^"]*\b(age|height|weight|bmi|years?)\b[^"]*"/i.test(column)
    ? mostClasses.ages
    : mostClasses.numbers;
  const isMany = isContinuous || numbers.length > most || values.length > mostClasses.words;
  if (date === undefined && !isMany) return;
  fail(
    `use ${column} as classes`,
    date === undefined
      ? `it has ${values.length} different values: ${formatList(values)}`
      : `"${date}" is a date; spreadsheets make dates of cells such as 1-2`,
    date === undefined ? "a class per image, not a measurement or a text of its own" : "a class per image",
    date === undefined
      ? "Write a column of classes, 1 from a threshold on for example, and name it: --set data.labelColumn=NAME."
      : "Write the classes as text, or name another column: --set data.labelColumn=NAME.",
  );
}
