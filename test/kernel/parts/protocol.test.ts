import { describe, expect, test } from "vitest";
import { toOffset, toPosition } from "../../../lib/kernel/protocol/code-points";
import { cellRequest } from "../../../lib/kernel/protocol/cell-request";
import { completeness } from "../../../lib/kernel/check/completeness";
import { history } from "../../../lib/kernel/protocol/history";
import { decode, encode, type Frame, type Header } from "../../../lib/kernel/protocol/message";

const header: Header = {
  msg_id: "1",
  msg_type: "kernel_info_request",
  session: "s",
  username: "u",
  date: "",
  version: "5.3",
};
const buffers = (frames: readonly Frame[]): Buffer[] => frames.map((frame) => Buffer.from(frame));

describe("a message", () => {
  const frames = encode({ identities: ["to"], type: "status", parent: header, content: '{"a":1}' }, "a key");

  test("is read back with where it goes and what it holds", () => {
    const read = decode(buffers(frames), "a key");
    expect(read?.identities.map(String)).toEqual(["to"]);
    expect(read?.header).toMatchObject({ msg_type: "status", session: "s", version: "5.3" });
    expect(read?.content).toEqual({ a: 1 });
  });

  test("is not taken with another key, a changed content, or frames missing", () => {
    expect(decode(buffers(frames), "another")).toBeUndefined();
    expect(decode(buffers(frames.with(-1, '{"a":2}')), "a key")).toBeUndefined();
    expect(decode(buffers(frames.slice(0, -1)), "a key")).toBeUndefined();
    expect(decode(buffers(["nothing"]), "a key")).toBeUndefined();
  });

  test("is not taken when it is no JSON", () => {
    const broken = encode({ type: "status", parent: header, content: "{" }, "");
    expect(decode(buffers(broken), "")).toBeUndefined();
  });

  test("is not signed when the connection has no key", () => {
    expect(encode({ type: "status", parent: undefined, content: "{}" }, "")[1]).toBe("");
  });
});

test("a cursor counts code points, JavaScript UTF-16 units", () => {
  expect(toOffset("a😀b", 2)).toBe(3);
  expect(toPosition("a😀b", 3)).toBe(2);
});

test("a silent cell gets no number, whatever the client says of the history", () => {
  expect(cellRequest({ code: "1", silent: true, store_history: true })).toMatchObject({
    isSilent: true,
    isCounted: false,
  });
  expect(cellRequest({ code: "1" })).toMatchObject({
    isCounted: true,
    stopsOnError: true,
    isHeadless: false,
  });
});

test.each([
  ["const a = 1", "complete"],
  ["if (a) {", "incomplete"],
  ["`text", "incomplete"],
  ["/* comment", "incomplete"],
  ["const a = ;", "invalid"],
  ["a b c", "invalid"],
])("completeness() of %j is %s", (code, status) => {
  const ofTslab = code.endsWith("{") ? { status: "incomplete", indent: "  " } : { status: "complete" };
  expect(completeness(code, ofTslab).status).toBe(status);
});

describe("history", () => {
  const cells = history();
  cells.add(1, "const a = 1").output = "1";
  for (const [i, code] of ["let b", "const a = 1", "a + 'x\ny'"].entries()) cells.add(i + 2, code);
  const found = (request: Record<string, unknown>): unknown => cells.find(request)["history"];

  test("gives the last cells", () => {
    expect(found({ hist_access_type: "tail", n: 1 })).toEqual([[1, 4, "a + 'x\ny'"]]);
    expect(found({ hist_access_type: "tail", n: 100 })).toHaveLength(4);
  });

  test("gives a range, its end not included, of this session only", () => {
    expect(found({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([
      [1, 2, "let b"],
      [1, 3, "const a = 1"],
    ]);
    expect(found({ hist_access_type: "range", session: 7, start: 1 })).toEqual([]);
  });

  test("searches by a pattern, over lines, each text once when asked", () => {
    expect(found({ hist_access_type: "search", pattern: "const*" })).toHaveLength(2);
    expect(found({ hist_access_type: "search", pattern: "const*", unique: true })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "a + 'x?y'" })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "l[ae]t b" })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "let" })).toEqual([]);
  });

  test("gives outputs when asked", () => {
    expect(found({ hist_access_type: "range", start: 1, stop: 3, output: true })).toEqual([
      [1, 1, ["const a = 1", "1"]],
      [1, 2, ["let b", null]],
    ]);
  });
});
