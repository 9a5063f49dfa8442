import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeSavedModel, type GraphNode } from "../../lib/compile/saved-model";
import { dtypes, kinds, type Attribute, type Constant } from "../../lib/compile/types";
import { messageWriter } from "../../lib/compile/message-writer";

// TensorFlow's messages as tfjs-node reads them: Google's protobuf, generated
interface Message {
  toObject(): Record<string, unknown>;
}
const messages = createRequire(import.meta.url)("@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js") as Record<
  "SavedModel" | "AttrValue",
  { deserializeBinary(bytes: Uint8Array): Message }
>;
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "graft-saved-model-"))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(nodes: readonly GraphNode[]): {
  bytes: number;
  graph: Record<string, unknown>[];
  tags: unknown;
} {
  writeSavedModel(folder, nodes);
  const file = join(folder, "saved_model.pb");
  const model = messages.SavedModel.deserializeBinary(readFileSync(file)).toObject() as {
    metaGraphsList: {
      metaInfoDef: { tagsList: unknown };
      graphDef: { nodeList: Record<string, unknown>[] };
    }[];
  };
  const [meta] = model.metaGraphsList;
  return {
    bytes: statSync(file).size,
    graph: meta?.graphDef.nodeList ?? [],
    tags: meta?.metaInfoDef.tagsList,
  };
}
const constant = (value: Constant): GraphNode => ({
  name: "c",
  op: "Const",
  inputs: [],
  attributes: [
    { name: "dtype", type: kinds.type, value: value.dtype },
    { name: "value", type: -1, value },
  ],
});
const floats = (values: Float32Array): Constant => ({
  dtype: dtypes.float32,
  shape: [values.length],
  bytes: new Uint8Array(values.buffer),
});

describe("a saved model", () => {
  test("has the nodes as given, in their order", () => {
    const long = "n".repeat(300);
    const { graph, tags } = written([
      { name: "a", op: "Placeholder", inputs: [], attributes: [] },
      { name: long, op: "Add", inputs: ["a:0", "^a"], attributes: [] },
      { name: "é/ü", op: "NoOp", inputs: [], attributes: [] },
    ]);
    expect(tags).toEqual(["serve"]);
    expect(graph.map(({ name, op, inputList }) => [name, op, inputList])).toEqual([
      ["a", "Placeholder", []],
      [long, "Add", ["a:0", "^a"]],
      ["é/ü", "NoOp", []],
    ]);
  });

  test.each<[Attribute, string, unknown]>([
    [{ name: "s", type: kinds.string, value: "SAME" }, "s", Buffer.from("SAME").toString("base64")],
    [{ name: "i", type: kinds.int, value: -3 }, "i", -3],
    [{ name: "i", type: kinds.int, value: 2 ** 40 }, "i", 2 ** 40],
    [{ name: "f", type: kinds.float, value: 0.25 }, "f", 0.25],
    [{ name: "b", type: kinds.bool, value: true }, "b", true],
    [{ name: "t", type: kinds.type, value: dtypes.int32 }, "type", dtypes.int32],
  ])("has %o", (attribute, field, value) => {
    const { graph } = written([{ name: "a", op: "A", inputs: [], attributes: [attribute] }]);
    const [[name, read]] = graph[0]?.["attrMap"] as [[string, Record<string, unknown>]];
    expect([name, read[field]]).toEqual([attribute.name, value]);
  });

  test.each<[Attribute, string, string, unknown]>([
    [{ name: "l", type: kinds.int, value: [1, 200, -1] }, "list", "iList", [1, 200, -1]],
    [{ name: "t", type: kinds.type, value: [1, 3] }, "list", "typeList", [1, 3]],
    [{ name: "l", type: kinds.string, value: ["x", "yz"] }, "list", "sList", ["eA==", "eXo="]],
    [
      { name: "shape", type: kinds.shape, value: [4, 0, 300] },
      "shape",
      "dimList",
      [4, 0, 300].map((size) => ({ size, name: "" })),
    ],
  ])("has %o", (attribute, kind, field, value) => {
    const { graph } = written([{ name: "a", op: "A", inputs: [], attributes: [attribute] }]);
    const [[, read]] = graph[0]?.["attrMap"] as [[string, Record<string, Record<string, unknown>>]];
    expect(read[kind]?.[field]).toEqual(value);
  });

  test("has a constant's bytes; a large one of one value is written as that value", () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => i);
    const all = written([constant(floats(values))]);
    expect(all.bytes).toBeGreaterThan(4000);
    const one = written([constant(floats(new Float32Array(1000).fill(0.5)))]);
    expect(one.bytes).toBeLessThan(100);
    const tensorOf = ({ graph }: typeof one): Record<string, unknown> => {
      const map = graph[0]?.["attrMap"] as [string, { tensor: Record<string, unknown> }][];
      return map.find(([name]) => name === "value")?.[1].tensor ?? {};
    };
    expect(tensorOf(one)).toMatchObject({ dtype: 1, floatValList: [0.5], tensorContent: "" });
    const content = Buffer.from(tensorOf(all)["tensorContent"] as string, "base64");
    expect(content.equals(Buffer.from(values.buffer))).toBe(true);
    const nearly = new Float32Array(1000).fill(0.5);
    nearly[999] = 0.25;
    expect(written([constant(floats(nearly))]).bytes).toBeGreaterThan(4000);
  });
});

describe("a message", () => {
  test("may be of any length, within another of any length", () => {
    for (const length of [0, 1, 126, 127, 128, 16_000, 16_383, 16_384, 70_000, 3_000_000]) {
      const to = messageWriter();
      const body = new Uint8Array(length).fill(7);
      // AttrValue.list.s: three within each other
      to.message(1, () => to.bytes(2, body));
      const bytes = to.finish();
      const { list } = messages.AttrValue.deserializeBinary(bytes).toObject() as {
        list: { sList: string[] };
      };
      expect(Buffer.from(list.sList[0] ?? "none", "base64").equals(body)).toBe(true);
    }
  });

  test("grows with each kind of field", () => {
    for (let length = 65_500; length < 65_560; length++) {
      const to = messageWriter();
      const body = new Uint8Array(length).fill(7);
      to.message(1, () => {
        to.bytes(2, body);
        to.text(2, "é".repeat(60));
        for (let i = 0; i < 4; i++) to.float(4, 0.5);
        for (let i = 0; i < 4; i++) to.integer(3, -300);
      });
      const { list } = messages.AttrValue.deserializeBinary(to.finish()).toObject() as {
        list: { sList: string[]; fList: number[]; iList: number[] };
      };
      const texts = list.sList.map((text) => Buffer.from(text, "base64"));
      expect(texts[0]?.equals(body)).toBe(true);
      expect(texts[1]?.toString()).toBe("é".repeat(60));
      expect([list.fList, list.iList]).toEqual([Array(4).fill(0.5), Array(4).fill(-300)]);
    }
  });
});
