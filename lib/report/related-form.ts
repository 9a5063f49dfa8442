import { boolean, list, number, optional, pair, record, text, type FormType } from "./form";

/** One number that a related system was measured by. */
const result = record({
  /** Its name, and the arm or stage it is of: `Dice, after phase 2`. */
  measure: text,
  value: number,
  /** 95 % interval. */
  interval: optional(pair),
  /** Images, or what `of` names, behind the value. */
  n: number,
  of: text,
});

/** What a system that the paper stands on was found to do on this data. */
export type RelatedMetrics = FormType<typeof relatedForm>;
export const relatedForm = record({
  /** What it does, in a sentence. */
  task: text,
  /** The paper that describes it, and its number; no full stop at the end. */
  paper: text,
  results: list(result),
  /** What an implementation must show, and whether this run did; absent where that cannot be told. */
  criteria: list(record({ text, holds: optional(boolean) })),
});
