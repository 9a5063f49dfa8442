import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import {
  countPendingResources,
  waitForPending,
  watchIntervals,
} from "../../../lib/kernel/run/pending-resources";

const { setInterval: original } = globalThis;
afterEach(() => void (globalThis.setInterval = original));

test("timers are waited for, and intervals and servers only where they count", async () => {
  watchIntervals();
  const [plain, all] = [countPendingResources(false), countPendingResources(true)];
  const intervals = [50, 60, 70].map((ms) => setInterval(() => undefined, ms)); // vitest's own timers come and go
  const server = createServer().listen(0);
  let isOver = false;
  setTimeout(() => (isOver = true), 50);
  // intervals and servers never end: a wait for them is longer than this test may take
  expect(await waitForPending(plain, 600, false, () => false)).toEqual([]);
  expect(isOver).toBe(true);
  expect(await waitForPending(all, 0.05, true, () => false)).toEqual(
    expect.arrayContaining(["Timeout", "TCPServerWrap"]),
  );
  intervals.forEach((interval) => clearInterval(interval));
  server.close();
});
