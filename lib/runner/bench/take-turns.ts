import type { Answer } from "./bench-case";
import type { Row } from "./bench-rows";
import type { Contender } from "./contender";
import { slowContenders, timing } from "./row-result";

/** Number of rounds of a row, and seconds after which no further one begins. */
export interface Effort {
  /** Turns of each contender. */
  readonly rounds: number;
  /** After these no further round is begun, but for the first two; but for the first of a long row. */
  readonly seconds: number;
}

/**
 * Has contenders make a row's steps in turns. Whoever takes more than three times as long in the first turn as the fastest of
 * its precision gets no other one, nor does one whose process ends: what it has answered counts, and a line says so.
 *
 * @param contenders ours first
 * @returns the answers of each; none of one that ended in its first turn
 * @throws InputError where ours ends
 */
export async function takeTurns(
  contenders: readonly Contender[],
  { name, steps, isLong = false }: Pick<Row, "name" | "steps" | "isLong">,
  effort: Effort,
): Promise<Answer[][]> {
  const answers: Answer[][] = contenders.map(() => []);
  let left = contenders.map((_, i) => i);
  const drop = (gone: readonly number[]): void => {
    left = left.filter((i) => !gone.includes(i));
    for (const i of gone) contenders[i]?.end();
  };
  const began = performance.now();
  for (let round = 0; round < effort.rounds; round++) {
    if (round >= (isLong ? 1 : 2) && (performance.now() - began) / 1000 > effort.seconds) break;
    // the order turns round, as the first after another's turn finds cold caches
    for (const i of round % 2 === 0 ? left : left.toReversed())
      try {
        answers[i]?.push(await (contenders[i] as Contender).go(steps));
      } catch (error) {
        if (i === 0) throw error;
        console.log(`bench: ${name}: ${error instanceof Error ? error.message : String(error)}`);
        drop([i]);
      }
    if (round > 0) continue;
    const slow = findSlow(contenders, answers, left);
    drop(slow);
    if (slow.length > 0)
      console.log(`bench: ${name}: one turn is enough of ${slow.map((i) => contenders[i]?.name).join(", ")}`);
  }
  return answers;
}

/** Indices of the contenders that need no second turn. @param left indices of those still running */
function findSlow(
  contenders: readonly Contender[],
  answers: readonly Answer[][],
  left: readonly number[],
): number[] {
  const timings = left.map((i) => ({
    ...timing(answers[i] ?? []),
    isLower: contenders[i]?.isLower === true,
  }));
  return slowContenders(timings).map((place) => left[place] as number);
}
