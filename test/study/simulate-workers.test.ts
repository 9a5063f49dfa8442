import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { duration, root } from "../../lib/core";
import { measuredOverhead } from "../../lib/runner/ray/measured-overhead";
import { maxWorkers, simulateWorkers, type SimulatedTrial } from "../../lib/study/simulate-workers";

const alike = (n: number, seconds: number): SimulatedTrial[] =>
  Array.from({ length: n }, () => ({ seconds, needs: [] }));

test("without overhead equal trials take their rounds, and the workers do nothing else", () => {
  expect(simulateWorkers(alike(100, 10), 20, { worker: 0, driver: 0 })).toEqual({
    seconds: 50,
    driverShare: 0,
    workerShare: 1,
  });
  const withRest = simulateWorkers(alike(101, 10), 20, { worker: 0, driver: 0 });
  expect(withRest.seconds).toBe(60);
});

test("a trial begins when those it needs are finished", () => {
  const chain: SimulatedTrial[] = [
    { seconds: 5, needs: [] },
    { seconds: 3, needs: [0] },
    { seconds: 4, needs: [] },
    { seconds: 1, needs: [1, 2] },
  ];
  expect(simulateWorkers(chain, 10, { worker: 0, driver: 0 }).seconds).toBe(9);
  expect(simulateWorkers(chain, 1, { worker: 0, driver: 0 }).seconds).toBe(13);
  expect(simulateWorkers(chain, 1, { worker: 0.5, driver: 0 }).seconds).toBe(15);
});

test("10,000 trials on 1,000 workers: a fast driver keeps up, a slow one is what all wait for", () => {
  const trials = alike(10_000, 60);
  const fast = simulateWorkers(trials, 1000, { worker: 1, driver: 0.01 });
  expect(fast.seconds).toBeGreaterThan(10 * 61);
  expect(fast.seconds).toBeLessThan(10 * 61 + 20);
  expect(fast.driverShare).toBeLessThan(0.2);
  expect(fast.workerShare).toBeGreaterThan(0.94);
  const slow = { worker: 1, driver: 0.2 };
  expect(maxWorkers(60, slow)).toBe(305);
  const held = simulateWorkers(trials, 1000, slow);
  expect(held.driverShare).toBeGreaterThan(0.95);
  expect(held.seconds).toBeCloseTo(10_000 * 0.2, 3); // the driver never waits
  // as many workers as the driver can feed are as fast as all of them, nearly
  expect(simulateWorkers(trials, 305, slow).seconds / held.seconds).toBeLessThan(1.1);
});

test("the table of lib/study/README.md is what the simulation says", () => {
  const fold = (at: number): SimulatedTrial[] => [
    { seconds: 302, needs: [] },
    { seconds: 302, needs: [] },
    { seconds: 38, needs: [] },
    ...Array.from({ length: 6 }, () => ({ seconds: 38, needs: [at, at + 1] })),
    { seconds: 3, needs: [at, at + 1] },
  ];
  const trials = Array.from({ length: 1000 }, (_, f) => fold(10 * f)).flat();
  const rows = [100, 1000, 2000, 5000].map((workers) => {
    const { seconds, driverShare, workerShare } = simulateWorkers(trials, workers, measuredOverhead);
    const share = (x: number): string => `${Math.round(100 * x)} %`;
    return [workers.toLocaleString("en"), duration(seconds), share(driverShare), share(workerShare)];
  });
  const readme = readFileSync(join(root(), "lib/study/README.md"), "utf8");
  const cells = [...readme.matchAll(/^\| ([\d,]+) +\| ([^|]+?) +\| (\d+ %) +\| (\d+ %) +\|$/gm)];
  expect(cells.map(([, ...row]) => row)).toEqual(rows);
  expect(Math.round(maxWorkers(87.3, measuredOverhead) / 100)).toBe(70);
  expect(maxWorkers(3, measuredOverhead)).toBe(245);
});
