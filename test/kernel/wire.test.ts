import { expect, test } from "vitest";
import { decode, encode, header } from "./wire";

const head = header("execute_request", "a session");

test("decode() gives back what encode() made, routing frames apart", () => {
  const frames = [Buffer.from("topic"), ...encode(head, {}, { code: "1 // é" }, "key"), Buffer.from("bytes")];
  const message = decode(frames, "key");
  expect(message).toMatchObject({ header: head, parent: {}, content: { code: "1 // é" } });
  expect([message.identities, message.buffers].map((list) => list.toString())).toEqual(["topic", "bytes"]);
});

test("decode() refuses a message signed with another key, and frames without delimiter", () => {
  expect(() => decode(encode(head, {}, {}, "another"), "key")).toThrow("wrong signature");
  expect(() => decode([Buffer.from("x")], "key")).toThrow("no delimiter");
});
