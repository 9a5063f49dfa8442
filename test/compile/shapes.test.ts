import { describe, expect, test } from "vitest";
import { backend } from "../../lib/engine";
import { outputDtypes } from "../../lib/compile/op-table";
import { dynamicOps, outputShapes, ruled } from "../../lib/compile/shapes";
import { tfjsCalls } from "./calls";
import { namedCalls } from "./calls-named";
import { operationsOf, type Ran } from "./spy";

describe.runIf(backend === "native")("shapes and types of results", () => {
  const seen = new Set<string>();
  const all = [...tfjsCalls, ...namedCalls];
  test.each(all)("%s: TensorFlow's own are foretold", (_, run) => {
    const ran = operationsOf(run);
    expect(ran.length).toBeGreaterThan(0);
    for (const { op } of ran) seen.add(op);
    const told = ({ op, attributes, inputs, outputs }: Ran) => {
      const types = outputDtypes(op, attributes, inputs);
      const shapes = outputShapes(op, attributes, inputs);
      return [op, outputs.map((_, i) => ({ dtype: types[i], shape: shapes?.[i] }))];
    };
    const real = ({ op, outputs }: Ran) => [op, outputs.map(({ dtype, shape }) => ({ dtype, shape }))];
    expect(ran.map(told)).toEqual(ran.map(real));
  });

  test("every rule was tried", () => {
    expect(ruled.filter((op) => !seen.has(op))).toEqual([]);
    expect(ruled.filter((op) => dynamicOps.has(op))).toEqual([]);
  });
});

describe("a rule", () => {
  const map = { dtype: 1, shape: [4, 6] };
  const two = { dtype: 3, shape: [2] };
  test("refuses a shape that depends on values of the step", () => {
    const at = { ...two, values: Int32Array.of(1, 2) };
    expect(outputShapes("Slice", [], [map, at, { ...two, values: Int32Array.of(2, -1) }])).toEqual([[2, 4]]);
    expect(() => outputShapes("Slice", [], [map, at, two])).toThrow(
      /the shape of Slice's result depends on values/,
    );
    const scalar = { dtype: 1, shape: [] };
    expect(() => outputShapes("Range", [], [scalar, scalar, scalar])).toThrow(/Range/);
  });

  test("is silent where TensorFlow must be asked: channels first, an ellipsis, an operation without one", () => {
    const first = { name: "data_format", type: 0, value: "NCHW" };
    const strides = { name: "strides", type: 1, value: [1, 1, 1, 1] };
    const image = { dtype: 1, shape: [1, 3, 8, 8] };
    const equation = { name: "equation", type: 0, value: "...i->..." };
    expect(outputShapes("Conv2D", [first, strides], [image, { dtype: 1, shape: [3, 3, 3, 2] }])).toBe(
      undefined,
    );
    expect(outputShapes("Einsum", [equation], [map])).toBe(undefined);
    expect(outputShapes("Nonsense", [], [map])).toBe(undefined);
  });
});
