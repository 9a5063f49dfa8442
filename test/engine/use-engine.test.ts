import { afterEach, expect, test } from "vitest";
import { resolveSettings } from "../../lib/core";
import { compute, threads, useCompute, useEngine } from "../../lib/engine";

const before = compute();
afterEach(() => useCompute(before));
const run = (changes: Readonly<Record<string, unknown>>) => ({ settings: resolveSettings("smoke", changes) });

test("useEngine() computes as the settings say, and as fast as can be where they say nothing", () => {
  useEngine(run({ "engine.mode": "eager", "engine.convolution": "direct" }));
  expect(compute()).toEqual({ mode: "eager", convolution: "direct", precision: "float32" });
  useEngine(run({}));
  expect(compute()).toEqual({ mode: "graph", convolution: "winograd", precision: "float32" });
  useEngine(run({ "engine.convolution": "direct", "engine.threads": threads() }));
  expect(compute()).toEqual({ mode: "graph", convolution: "direct", precision: "float32" });
});

test("useEngine() multiplies bfloat16 in compiled steps where the processor does, and refuses it elsewhere", () => {
  const bfloat16 = { "engine.precision": "bfloat16" };
  useEngine(run(bfloat16), "flags : fpu avx512f avx512_bf16 amx_tile");
  expect(compute()).toEqual({ mode: "graph", convolution: "direct", precision: "bfloat16" });
  expect(() => useEngine(run(bfloat16), "flags : fpu avx512f avx512_bf161")).toThrow(
    "Cannot compute with engine.precision=bfloat16: a processor not known to multiply bfloat16, expected",
  );
  for (const also of [{ "engine.mode": "eager" }, { "engine.convolution": "winograd" }])
    expect(() => useEngine(run({ ...bfloat16, ...also }), "flags : amx_bf16")).toThrow(
      "compiled steps and direct convolution",
    );
});

test("useEngine() refuses another number of threads than TensorFlow has, and says how to get it", () => {
  const other = threads() + 1;
  expect(() => useEngine(run({ "engine.threads": other }))).toThrow(
    `Cannot use ${other} threads: the engine was started with ${threads()}, expected the number before it starts. ` +
      `Let \`npm run notebooks -- --set engine.threads=${other}\` run the notebook`,
  );
});
