import { afterEach, expect, test } from "vitest";
import {
  cellSignal,
  isInterrupted,
  isInterruption,
  KeyboardInterrupt,
  stopWhenInterrupted,
  deferInterrupt,
} from "../../lib/core";

const kernel = globalThis as {
  __cell?: { signal?: AbortSignal; deferInterrupt?<T>(work: () => Promise<T>): Promise<T> };
};
afterEach(() => delete kernel.__cell);

test("isInterrupted() and stopWhenInterrupted() follow the running cell's signal", () => {
  expect([isInterrupted(), cellSignal()]).toEqual([false, undefined]);
  const controller = new AbortController();
  kernel.__cell = { signal: controller.signal };
  stopWhenInterrupted();
  controller.abort();
  expect(isInterrupted()).toBe(true);
  expect(stopWhenInterrupted).toThrow(KeyboardInterrupt);
});

test("deferInterrupt() asks the kernel to wait, and works without one", async () => {
  expect(await deferInterrupt(() => 1)).toBe(1);
  const order: string[] = [];
  kernel.__cell = {
    deferInterrupt: async (work) => {
      order.push("deferred");
      await work();
      throw new KeyboardInterrupt("Interrupted");
    },
  };
  await expect(deferInterrupt(() => void order.push("work"))).rejects.toThrow("Interrupted");
  expect(order).toEqual(["deferred", "work"]);
});

test("deferInterrupt() begins its work at once, so that what an interrupted cell saves needs no turn", () => {
  let isDone = false;
  kernel.__cell = { deferInterrupt: (work) => work() };
  void deferInterrupt(() => (isDone = true));
  expect(isDone).toBe(true);
});

test("isInterruption() knows the kernel's own error by its name", () => {
  const kernels = Object.assign(new Error("Interrupted"), { name: "KeyboardInterrupt" });
  expect([kernels, new KeyboardInterrupt("x"), new Error("x"), "x"].map(isInterruption)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
