import { expect, test } from "vitest";
import { mostWorkers, simulateWorkers, type SimulatedTrial } from "../../lib/study/simulate-workers";

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
  expect(mostWorkers(60, slow)).toBe(305);
  const held = simulateWorkers(trials, 1000, slow);
  expect(held.driverShare).toBeGreaterThan(0.95);
  expect(held.seconds).toBeCloseTo(10_000 * 0.2, 3); // the driver never waits
  // as many workers as the driver can feed are as fast as all of them, nearly
  expect(simulateWorkers(trials, 305, slow).seconds / held.seconds).toBeLessThan(1.1);
});
