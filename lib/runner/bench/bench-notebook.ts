import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mean } from "../../core";
import { ourCommand, startContender } from "./contender";
import { ownKernels } from "./kernel-peers";
import { startKernel } from "./start-kernel";

/**
 * `npm run bench -- notebook`: what a training step of the paper's GAN takes in a notebook's cell with the live view, in
 * units of the same training in a process of its own without one, in turns. A turn is 208 steps, of which the first eight
 * do not count. The view is drawn seldom and makes some steps longer: the mean of a turn tells, not its median. Of the
 * turns the fastest are compared, as in all rows: whatever else the machine does makes a turn only longer.
 */
export async function benchNotebook(rounds: number): Promise<number> {
  const [own] = ownKernels();
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const file = join(folder, "seconds.json");
  const bare = await startContender(ourCommand(["training", { file }]));
  const kernel = await startKernel({ ...(own as NonNullable<typeof own>), seconds: 600 });
  const cell = `await timedTraining(${JSON.stringify(file)});`;
  try {
    await kernel.execute('import { timedTraining } from "../lib/runner/bench/timed-training";');
    const fastest = { without: Infinity, inNotebook: Infinity };
    for (let round = 0; round < rounds; round++) {
      await bare.go(1);
      const without = meanOf(file);
      await kernel.execute(cell);
      const inNotebook = meanOf(file);
      fastest.without = Math.min(fastest.without, without);
      fastest.inNotebook = Math.min(fastest.inNotebook, inNotebook);
      console.log(`bare ${without.toFixed(3)} s a step, notebook ${inNotebook.toFixed(3)}`);
    }
    const ratio = (fastest.inNotebook / fastest.without).toFixed(3);
    console.log(`notebook: ratio ${ratio} of the fastest of ${rounds} rounds each`);
    return 0;
  } finally {
    bare.end();
    await kernel.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function meanOf(file: string): number {
  const seconds = JSON.parse(readFileSync(file, "utf8")) as number[];
  return mean(seconds);
}
