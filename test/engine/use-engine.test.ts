import { afterEach, expect, test } from "vitest";
import { resolveSettings } from "../../lib/core";
import { compute, threads, useCompute, useEngine } from "../../lib/engine";

const before = compute();
afterEach(() => useCompute(before));
const run = (changes: Readonly<Record<string, unknown>>) => ({ settings: resolveSettings("smoke", changes) });

test("useEngine() computes as the settings say, and as fast as can be where they say nothing", () => {
  useEngine(run({ "engine.mode": "eager", "engine.convolution": "direct" }));
  expect(compute()).toEqual({ mode: "eager", convolution: "direct" });
  useEngine(run({}));
  expect(compute()).toEqual({ mode: "graph", convolution: "winograd" });
  useEngine(run({ "engine.convolution": "direct", "engine.threads": threads() }));
  expect(compute()).toEqual({ mode: "graph", convolution: "direct" });
});

test("useEngine() refuses another number of threads than TensorFlow has, and says how to get it", () => {
  const other = threads() + 1;
  expect(() => useEngine(run({ "engine.threads": other }))).toThrow(
    `Cannot use ${other} threads: the engine was started with ${threads()}, expected the number before it starts. ` +
      `Let \`npm run notebooks -- --set engine.threads=${other}\` run the notebook`,
  );
});
