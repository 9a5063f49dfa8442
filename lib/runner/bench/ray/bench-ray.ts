import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, range } from "../../../core";
import { startLocalCluster } from "../../ray/local-cluster";
import { nextEvent, startRayDriver, type RayDriver, type RayWork } from "../../ray/ray-driver";
import { plainSpeedUp } from "./plain-speed-up";
import type { TimedWork } from "./timed-work";

/**
 * What the engine may cost: seconds per trial, speed of two processors over one (or its share of what two plain processes reach
 * in the same minutes, as two processors may be one core), MiB that the driver grows by.
 */
const limits = { overhead: 1, speedUp: 1.8, share: 0.9, growth: 300 } as const;

const counts = { alone: 20, rounds: 3, pairs: 8, trivial: 2000 } as const;
const milliseconds = { sleep: 500, compute: 500 } as const;

/**
 * `npm run bench -- ray`: what Ray takes besides the trials, on a cluster of two processors on this machine. Trials of known
 * length with 2 MB of files each; one processor and two in turns, as other work on the machine slows both.
 *
 * @returns 0 where all limits hold, else 1
 */
export async function benchRay(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-ray-"));
  writeFileSync(join(folder, "images"), new Uint8Array(2e6));
  const cluster = await startLocalCluster([2]);
  const driver = startRayDriver(cluster.address, cluster.variables);
  try {
    await nextEvent(driver, "ready");
    driver.tell({ open: folder });
    await nextEvent(driver, "opened");
    await runWorks(driver, works("warm", 4, "sleep", 10), 2); // both workers have started
    const alone = await runWorks(driver, works("alone", counts.alone, "sleep", milliseconds.sleep), 1);
    const overhead = alone / counts.alone - milliseconds.sleep / 1000;
    console.log(`overhead per trial: ${overhead.toFixed(3)} s (at most ${limits.overhead})`);
    const [asleep, busy] = [await speedUps(driver, "sleep"), await speedUps(driver, "compute")];
    for (const [does, { ray, plain }] of Object.entries({ sleep: asleep, compute: busy }))
      console.log(
        `two processors over one, trials that ${does}: ${inWords(ray)}, plain processes ${inWords(plain)} (at least ${limits.speedUp}, or ${limits.share} of the plain ones)`,
      );
    const before = mebibytes(driver.pid);
    const trivial = await runWorks(driver, works("trivial", counts.trivial, "sleep", 0), 4);
    const growth = mebibytes(driver.pid) - before;
    console.log(
      `${counts.trivial} trivial trials: ${trivial.toFixed(0)} s, ${((1000 * trivial) / counts.trivial).toFixed(0)} ms each; the driver grew from ${before.toFixed(0)} MiB by ${growth.toFixed(0)} (at most ${limits.growth})`,
    );
    driver.tell({ end: true, clean: true });
    await nextEvent(driver, "ended");
    const isFast = [asleep, busy].every(
      ({ ray, plain }) => median(ray) >= Math.min(limits.speedUp, limits.share * median(plain)),
    );
    return overhead <= limits.overhead && isFast && growth <= limits.growth ? 0 : 1;
  } finally {
    await driver.close();
    await cluster.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Times of the same trials one at a time over those two at a time, round by round, and the same of plain processes in turns. */
async function speedUps(
  driver: RayDriver,
  does: TimedWork["does"],
): Promise<Readonly<Record<"ray" | "plain", readonly number[]>>> {
  const [ray, plain]: [number[], number[]] = [[], []];
  for (const round of range(counts.rounds)) {
    const of = (at: number): readonly RayWork[] =>
      works(`${does} ${round} ${at}`, counts.pairs, does, milliseconds[does]);
    const one = await runWorks(driver, of(1), 1);
    ray.push(one / (await runWorks(driver, of(2), 2)));
    plain.push(await plainSpeedUp(of(3).map(({ message }) => message as TimedWork)));
  }
  return { ray, plain };
}

const inWords = (ratios: readonly number[]): string => ratios.map((ratio) => ratio.toFixed(2)).join(", ");

function works(name: string, count: number, does: TimedWork["does"], ms: number): RayWork[] {
  return range(count).map((i): RayWork => {
    const message: TimedWork = { id: `${name} ${i}`, does, milliseconds: ms };
    const files = { worker: "lib/runner/bench/ray/timed-work.ts", key: "", inputs: ["images"], outputs: [] };
    return { id: message.id, ...files, message, cpus: 1, gpus: 0, seconds: 600 };
  });
}

/** Runs work, so much at a time. @returns seconds */
async function runWorks(driver: RayDriver, all: readonly RayWork[], atATime: number): Promise<number> {
  const began = performance.now();
  const waiting = [...all];
  for (const work of waiting.splice(0, atATime)) driver.tell({ run: work });
  for (let done = 0; done < all.length;) {
    const event = await driver.next();
    if (event.event === "failed") throw new Error(event.why);
    if (event.event !== "done") continue;
    done++;
    const next = waiting.shift();
    if (next) driver.tell({ run: next });
  }
  return (performance.now() - began) / 1000;
}

/** Resident memory of a process; NaN where there is no /proc. */
function mebibytes(pid: number | undefined): number {
  const status = process.platform === "linux" ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
}
