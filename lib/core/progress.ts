import { appendFileSync } from "node:fs";

/** The variable by which the headless runner names the file it reads progress lines from. */
export const progressFile = "GRAFT_PROGRESS";

/** Shows how far a long job is. */
export interface Progress {
  /** @param done steps finished @param detail what to show beside the time left, e.g. losses */
  at(done: number, detail?: string): void;
  /** Seconds left, from the pace so far; undefined before the first step. */
  secondsLeft(): number | undefined;
}

/**
 * Progress with time left: one line that is overwritten in a notebook; under the headless runner a line of the
 * runner's output, and nothing in the notebook (whose outputs must be the same each time).
 *
 * @param label what is done, `"DCGAN hemorrhage"`
 * @param total steps in all
 * @param from steps done before (a continued job)
 * @param workOf the work of the first so many steps, in any unit, where steps differ; by default all take as long
 */
export function progress(
  label: string,
  total: number,
  from = 0,
  workOf = (steps: number): number => steps,
): Progress {
  const began = Date.now();
  const file = process.env[progressFile];
  let done = from;
  const secondsLeft = (): number | undefined => {
    const work = workOf(done) - workOf(from);
    return work > 0 ? ((Date.now() - began) / 1000 / work) * (workOf(total) - workOf(done)) : undefined;
  };
  return {
    secondsLeft,
    at: (now, detail = "") => {
      done = now;
      const left = secondsLeft();
      const time =
        done >= total ? `${duration((Date.now() - began) / 1000)} in all` : `${duration(left ?? 0)} left`;
      const line = `${label}  ${done}/${total}  ${time}  ${detail}`.trimEnd();
      if (file !== undefined) appendFileSync(file, line + "\n");
      else process.stdout.write(`\r${line.padEnd(78)}${done >= total ? "\n" : ""}`);
    },
  };
}

/** Seconds in words: `42 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 100) return `${s} s`;
  if (s < 6000) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, "0")} min`;
}
