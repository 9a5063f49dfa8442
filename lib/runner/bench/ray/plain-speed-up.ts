import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { range, root } from "../../../core";
import { workerFlags } from "../../../study/worker-program";
import type { TimedWork } from "./timed-work";

/**
 * How many times as fast two plain Node processes do some work as one of them: what this machine has to give. Two processors
 * that share a core, or a busy machine, give less than 2.
 */
export async function plainSpeedUp(works: readonly TimedWork[]): Promise<number> {
  const program = join(root(), "lib/runner/bench/ray/timed-work.ts");
  const children = range(2).map(() => fork(program, { execArgv: [...workerFlags] }));
  try {
    await seconds(children, works.slice(0, 2)); // both have started
    const one = await seconds(children.slice(0, 1), works);
    return one / (await seconds(children, works));
  } finally {
    for (const child of children) child.disconnect();
  }
}

/** Seconds in which processes do all the work, each one piece at a time. */
async function seconds(children: readonly ChildProcess[], works: readonly TimedWork[]): Promise<number> {
  const began = performance.now();
  const waiting = [...works];
  const drain = async (child: ChildProcess): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      child.send(work);
      await once(child, "message");
    }
  };
  await Promise.all(children.map(drain));
  return (performance.now() - began) / 1000;
}
