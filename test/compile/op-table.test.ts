import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backend, tf } from "../../lib/engine";
import type { Backend, Binding, Metadata } from "../../lib/compile/backend";
import table from "../../lib/compile/op-table.json";
import { completeAttributes, isStateful, outputDtypes } from "../../lib/compile/op-table";
import { writeSavedModel, type GraphNode } from "../../lib/compile/saved-model";
import { dtypes, kinds, type Attribute, type Operand } from "../../lib/compile/types";
import { tfjsCalls } from "./calls";
import { namedCalls } from "./calls-named";
import { operationsOf, type Ran } from "./spy";

const floats = { dtype: dtypes.float32, shape: [2] };
const whole = { dtype: dtypes.int32, shape: [2] };
const truth = { dtype: dtypes.bool, shape: [2] };
const typed = (name: string, value: number): Attribute => ({ name, type: kinds.type, value });

describe("attributes of a node", () => {
  test("types come from the inputs, whatever was said", () => {
    expect(completeAttributes("ExpandDims", [], [floats, whole])).toEqual([typed("T", 1), typed("Tdim", 3)]);
    const said = [typed("Tidx", 1), typed("T", 10), { name: "keep_dims", type: kinds.bool, value: true }];
    expect(completeAttributes("All", said, [truth, whole])).toEqual([said[2], typed("Tidx", 3)]);
  });

  test("counts come from the inputs, lists of types too", () => {
    const count: Attribute = { name: "N", type: kinds.int, value: 3 };
    expect(completeAttributes("ConcatV2", [], [floats, floats, floats, whole])).toEqual([
      count,
      typed("T", 1),
      typed("Tidx", 3),
    ]);
    expect(outputDtypes("AddN", [], [floats, floats])).toEqual([1]);
    expect(outputDtypes("Unpack", [{ ...count, name: "num" }], [whole])).toEqual([3, 3, 3]);
  });

  test("what has a default is left to it, what has none must be there", () => {
    expect(completeAttributes("MatMul", [], [floats, floats])).toEqual([typed("T", 1)]);
    expect(outputDtypes("ArgMax", [], [floats, whole])).toEqual([9]);
    expect(() => completeAttributes("Cast", [], [floats])).toThrow(/Cast lacks its attribute DstT/);
  });

  test("an unknown operation is named", () => {
    expect(() => completeAttributes("Nonsense", [], [])).toThrow(/Nonsense is not in op-table.json/);
    expect(() => isStateful("toString")).toThrow(/toString is not in op-table.json/);
  });

  test.runIf(backend === "native")("the table is of the engine's TensorFlow", () => {
    const { TF_Version } = (tf.backend() as unknown as { binding: { TF_Version: string } }).binding;
    expect(table.origin).toBe(`TF_GetAllOpList of TensorFlow ${TF_Version}`);
  });

  test("what keeps or draws something is stateful", () => {
    const names = ["RandomShuffle", "Multinomial", "VarHandleOp", "StatelessRandomUniform", "MatMul"];
    expect(names.map(isStateful)).toEqual([true, true, true, false, false]);
  });
});

describe.runIf(backend === "native")("a graph of the same operations", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "graft-op-table-"))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const real = (): Binding => (tf.backend() as unknown as Backend).binding;
  const valuesOf = ({ id }: Metadata): number[] => [...real().tensorDataSync(id)];

  test.each([...tfjsCalls, ...namedCalls])("%s: computes the same", (_, run) => {
    const ran = operationsOf(run);
    const { nodes, names, fed } = graphOf(ran);
    // tfjs has no values of complex numbers: their parts are compared
    const outputs = ran.flatMap(({ outputs }) => outputs).filter(({ dtype }) => dtype !== dtypes.complex64);
    const model = mkdtempSync(join(folder, "model-")); // the binding keeps models by their folder
    writeSavedModel(model, nodes);
    const session = real().loadSavedModel(model, "serve");
    const wanted = outputs.map(({ id }) => names.get(id)).join(",");
    const got = real().runSavedModel(session, [...fed.keys()], [...fed.values()].join(","), wanted);
    real().deleteSavedModel(session);
    outputs.forEach((output, i) => {
      const one = got[i] as Metadata;
      expect([one.dtype, one.shape]).toEqual([output.dtype, output.shape]);
      const expected = valuesOf(output);
      valuesOf(one).forEach((value, k) => close(value, expected[k] as number));
    });
  });
});

function close(value: number, expected: number): void {
  if (!(Math.abs(value - expected) <= 1e-5 * Math.max(1, Math.abs(expected)))) expect(value).toBe(expected);
}

/** Their work as nodes that take each other's outputs. From elsewhere are integers, as constants, and what is fed. */
function graphOf(ran: readonly Ran[]) {
  const nodes: GraphNode[] = [];
  const names = new Map<number, string>();
  const fed = new Map<number, string>();
  const elsewhere = (id: number, { dtype, shape, values }: Operand): string => {
    const name = `from_${id}`;
    if (values) {
      const value = {
        dtype,
        shape,
        bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      };
      const attributes = [typed("dtype", dtype), { name: "value", type: -1, value }];
      nodes.push({ name, op: "Const", inputs: [], attributes });
    } else {
      const attributes = [typed("dtype", dtype), { name: "shape", type: kinds.shape, value: shape }];
      nodes.push({ name, op: "Placeholder", inputs: [], attributes });
      fed.set(id, `${name}:0`);
    }
    return `${name}:0`;
  };
  for (const { op, attributes, ids, inputs, outputs } of ran) {
    const from = ids.map((id, i) => {
      const name = names.get(id) ?? elsewhere(id, inputs[i] as Operand);
      names.set(id, name);
      return name;
    });
    const name = `${op}_${nodes.length}`;
    nodes.push({ name, op, inputs: from, attributes: completeAttributes(op, attributes, inputs) });
    outputs.forEach(({ id }, i) => names.set(id, `${name}:${i}`));
  }
  return { nodes, names, fed };
}
