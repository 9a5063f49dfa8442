import { fail, formatList } from "../../core";
import type { HeadingLegend } from "./heading-legend";
import type { LabelValues } from "./label-values";

const remedy = "Write the classes as words in a copy of the table, or correct the heading there.";

/**
 * Labels in the words that a heading's legend gives them (see `readLegend`).
 *
 * @param column for messages: `column "label (0=normal, 1=tumor)" of labels.csv`
 * @throws InputError for a label that the legend leaves out, for two values of one word, and for a legend that is not understood
 */
export function wordedLabels(
  column: string,
  { labels, notes }: LabelValues,
  { words, open }: Pick<HeadingLegend, "words" | "open">,
): LabelValues {
  if (open !== undefined && labels.includes("0") && labels.includes("1"))
    fail(
      `read the legend of ${column}`,
      `"${open}" does not say plainly what 0 and 1 are`,
      "a legend such as (0=normal, 1=tumor)",
      remedy,
    );
  if (words.size === 0) return { labels, notes };
  const known = new Set(words.values());
  const unknown = new Set(
    labels.flatMap((label) => (label === undefined || words.has(label) || known.has(label) ? [] : [label])),
  );
  const shown = [...words].map(([value, word]) => `${value} is "${word}"`);
  if (unknown.size > 0 || known.size < words.size)
    fail(
      `read the legend of ${column}`,
      unknown.size > 0
        ? `it says that ${formatList(shown)}, and nothing of ${formatList([...unknown].map((label) => `"${label}"`))}`
        : `it says that ${formatList(shown)}`,
      "a word of its own for each value",
      remedy,
    );
  return {
    labels: labels.map((label) => (label === undefined ? undefined : (words.get(label) ?? label))),
    notes: [...notes, `${column}: ${formatList(shown)}, as its heading says`],
  };
}
