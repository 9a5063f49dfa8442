import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { expectNoLeak, leakGuard, rssMiB } from "./memory";

describe("leakGuard()", () => {
  test("throws in the step that left a tensor, and tells how many", () => {
    const guard = leakGuard("train the GAN");
    guard();
    guard();
    const kept = [tf.scalar(1), tf.scalar(2)];
    expect(guard).toThrow(
      /Cannot train the GAN: a step left 2 tensors .* expected no tensor without an owner/,
    );
    tf.dispose(kept);
    expect(guard).not.toThrow();
  });
});

describe("expectNoLeak()", () => {
  test("lets a step make what it keeps in its first run", async () => {
    let kept: Tensor | undefined;
    await expectNoLeak("run", () => (kept ??= tf.scalar(1)));
    kept?.dispose();
  });

  test("throws for a step that leaves a tensor each time", async () => {
    await expect(expectNoLeak("run", () => tf.scalar(1))).rejects.toThrow(
      /Cannot run: a step left 1 tensor \(/,
    );
  });
});

test("numTensors() counts variables too", () => {
  const start = numTensors();
  const variable = tf.variable(tf.scalar(1));
  expect(numTensors()).toBe(start + 2);
  variable.dispose();
});

test("rssMiB() sees the native engine's memory", () => {
  const start = rssMiB();
  const large = tf.ones([64, 1024, 1024]); // 256 MiB
  large.dataSync();
  expect(rssMiB() - start).toBeGreaterThan(200);
  large.dispose();
});
