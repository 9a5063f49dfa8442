import { expect, test } from "vitest";
import { throttle } from "../../lib/figures/throttle";

/** Does something of a given cost whenever it may, in steps of 100 ms. @returns seconds spent and in all, and how often */
async function run(cost: (time: number) => number, steps = 1000, everySeconds = 0) {
  let now = 5000;
  const budget = throttle({ share: 0.03, everySeconds, expected: 0.05, clock: () => now });
  const began = now;
  const times: number[] = [];
  let most = 0;
  for (let i = 0; i < steps; i++) {
    now += 100;
    if (budget.isDue())
      await budget.spend(() => {
        times.push(now - began);
        now += cost(now - began);
      });
    if (now - began > 10_000) most = Math.max(most, budget.spent / ((now - began) / 1000));
  }
  return { times, share: budget.spent / ((now - began) / 1000), most };
}

test.each([1, 50, 300, 2000])("throttle() keeps what costs %i ms under 3 %% of the time", async (cost) => {
  const { share, times } = await run(() => cost);
  expect(share).toBeLessThanOrEqual(0.03);
  expect(times.length).toBeGreaterThan(0);
});

test("throttle() uses the budget: what costs 50 ms comes about every 1.7 s", async () => {
  const { times, share } = await run(() => 50);
  expect(times[0]).toBeLessThan(2000);
  expect(share).toBeGreaterThan(0.025);
});

test("throttle() adapts when the cost rises", async () => {
  const { most } = await run((time) => (time < 30_000 ? 20 : 500));
  expect(most).toBeLessThan(0.05); // the first dear one was not foreseen
});

test("throttle() leaves the least time between two", async () => {
  const { times } = await run(() => 1, 200, 2);
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
});

test("throttle() counts what fails", async () => {
  let now = 0;
  const budget = throttle({ share: 0.03, clock: () => now });
  const failing = budget.spend(() => {
    now += 400;
    throw new Error("broken");
  });
  await expect(failing).rejects.toThrow("broken");
  expect(budget.spent).toBe(0.4);
});
