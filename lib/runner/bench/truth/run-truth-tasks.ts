import { existsSync } from "node:fs";
import { duration, mean, sum } from "../../../core";
import type { TruthTask } from "./truth-tasks";

/** Seconds of a kind of task on one thread before one of it is finished: measured on an Intel Xeon with AMX. */
const guess: Readonly<Record<TruthTask["kind"], number>> = {
  generator: 120,
  arm: 30,
  measures: 30,
  fidelity: 5,
};

/**
 * Does the tasks whose result is not there yet, in their order: stopped and begun again, it goes on where it was.
 *
 * @param say gets a line after each task, with the time that is left by what tasks of its kind have taken
 */
export async function runTruthTasks(
  tasks: readonly TruthTask[],
  say: (line: string) => void,
  now: () => number = Date.now,
): Promise<void> {
  const left = tasks.filter(({ file }) => !existsSync(file));
  say(`${tasks.length - left.length} of ${tasks.length} results are there`);
  const took: Record<TruthTask["kind"], number[]> = { generator: [], arm: [], measures: [], fidelity: [] };
  for (const [i, { kind, draw, configuration = "shared", name, file, run }] of left.entries()) {
    if (existsSync(file)) continue; // another process was faster, or another configuration needs the same one
    const began = now();
    await run();
    const seconds = (now() - began) / 1000;
    took[kind].push(seconds);
    const coming = left.slice(i + 1).filter((task) => !existsSync(task.file));
    const rest = sum(
      coming.map((task) => (took[task.kind].length > 0 ? mean(took[task.kind]) : guess[task.kind])),
    );
    say(
      `draw ${draw}, ${configuration}, ${name}: ${duration(seconds)}; ${coming.length} left, ${duration(rest)}`,
    );
  }
}
