import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ourCommand, startContender } from "./bench-contender";
import { ownKernels } from "./bench-kernel-peers";
import type { GanCaseOptions } from "./bench-case-gan";
import { startKernel } from "./kernel-client";
import { median } from "./median";

/**
 * `npm run bench -- notebook`: what a training step of the paper's GAN takes in a notebook's cell with the live view, in
 * units of the bare step in a process of its own, in turns. A turn of the notebook is a training of 48 steps, of which the
 * first eight do not count. The view is drawn seldom and makes some steps longer: the mean tells, not the median.
 */
export async function main(rounds: number): Promise<number> {
  const [own] = ownKernels();
  const options: GanCaseOptions = {
    spec: "paper",
    size: 32,
    batch: 16,
    penaltyWeight: 0,
    isShared: false,
    images: 64,
  };
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const file = join(folder, "seconds.json");
  const bare = await startContender(ourCommand(["gan", options as unknown as Record<string, unknown>]));
  const kernel = await startKernel(own as NonNullable<typeof own>);
  try {
    await kernel.execute('import { timedTraining } from "../lib/runner/bench-notebook-training";');
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { seconds } = await bare.go(24);
      await kernel.execute(`await timedTraining(${JSON.stringify(file)});`);
      const after = await bare.go(24);
      const inNotebook = JSON.parse(readFileSync(file, "utf8")) as number[];
      const [a, b] = [mean([...seconds, ...after.seconds]), mean(inNotebook)];
      ratios.push(b / a);
      console.log(`bare ${a.toFixed(3)} s a step, notebook ${b.toFixed(3)}, ratio ${(b / a).toFixed(3)}`);
    }
    console.log(`notebook: median ratio ${median(ratios).toFixed(3)} of ${rounds} rounds`);
    return 0;
  } finally {
    bare.end();
    await kernel.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
