import { describe, expect, test } from "vitest";
import { type Header, decode, encode, type Frame } from "../../../lib/kernel/protocol/message";

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

  test.each([
    ["no object as its content", [-1, "null"]],
    ["a list as its content", [-1, "[]"]],
    ["no object as its header", [-4, "null"]],
    ["a header without a type", [-4, "{}"]],
  ] as const)("is not taken with %s", (_, [at, part]) => {
    const unsigned = encode({ type: "status", parent: header, content: "{}" }, "");
    expect(decode(buffers(unsigned), "")).toBeDefined();
    expect(decode(buffers(unsigned.with(at, part)), "")).toBeUndefined();
  });

  test("is not signed when the connection has no key", () => {
    expect(encode({ type: "status", parent: undefined, content: "{}" }, "")[1]).toBe("");
  });
});
