import type { Label } from "../data";

/** Whether a class is called by what it shows, not by an answer or a number. */
function isNoun(name: string): boolean {
  return !/^([\d.,-]+|y|yes|true|pos|positive)$/i.test(name);
}

/** Title of a report, the question it answers: "Does GAN augmentation help a classifier find hemorrhage?" */
export function formatQuestion(
  what: string,
  classes: readonly string[],
  positive: Label | undefined,
): string {
  const name = positive === undefined ? undefined : classes[positive];
  if (name !== undefined)
    return `Does ${what} help a classifier find ${isNoun(name) ? name : `the class "${name}"`}?`;
  const [last, ...others] = [...classes].reverse();
  const task = last === undefined ? "" : ` tell ${others.reverse().join(", ")} and ${last} apart`;
  return `Does ${what} help a classifier${task}?`;
}
