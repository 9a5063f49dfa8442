import type * as tfjs from "@tensorflow/tfjs";
import { expect, test, vi } from "vitest";
import { compileAll } from "../../lib/compile";
import { openSession } from "../../lib/compile/session";
import { numTensors, tf } from "../../lib/engine";

vi.mock("../../lib/compile/session", async (original) => {
  const session = await original<typeof import("../../lib/compile/session")>();
  return { ...session, openSession: vi.fn(session.openSession) };
});

test("a step is recorded ahead without being run, and steps recorded before the first call share one session", () => {
  const count = tf.variable(tf.scalar(0));
  const steps = compileAll(tf, {
    add: (x: tfjs.Scalar) => void count.assign(tf.add(count, x)),
    twice: (x: tfjs.Scalar) => tf.mul(x, count),
  });
  const x = tf.scalar(3);
  x.dataSync();
  const before = numTensors();
  steps.add.record(x);
  steps.twice.record(x);
  vi.mocked(openSession).mockClear();
  expect([numTensors() - before, count.dataSync()[0]]).toEqual([0, 0]);
  expect(steps.twice.graphs()).toHaveLength(1);
  steps.add(x);
  expect([...steps.twice(x).dataSync()]).toEqual([9]);
  expect(openSession).toHaveBeenCalledTimes(1);
  steps.add.dispose();
});
