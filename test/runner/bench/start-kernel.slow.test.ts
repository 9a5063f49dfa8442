import { expect, test } from "vitest";
import { ownKernels } from "../../../lib/runner/bench/kernel-peers";
import { startKernel } from "../../../lib/runner/bench/start-kernel";

test("the benchmark's client starts the project's kernel, with and without a snapshot, and tells a failing cell", async () => {
  for (const command of ownKernels()) {
    const kernel = await startKernel(command);
    try {
      expect(await kernel.execute("1 + 1")).toBeGreaterThan(0);
      expect(kernel.memory()).toBeGreaterThan(50);
      await expect(kernel.execute('throw new Error("wrong")')).rejects.toThrow("error (wrong)");
    } finally {
      await kernel.end();
    }
    expect(kernel.memory()).toBe(0);
  }
});

test("the benchmark's client says when the kernel's process ends instead of answering", async () => {
  const kernel = await startKernel({ name: "nothing", argv: [process.execPath, "-e", "0"] });
  await expect(kernel.execute("1")).rejects.toThrow("its process has ended");
  await kernel.end();
});
