import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Header } from "../../../lib/kernel/protocol/message";
import { openStreamBuffer } from "../../../lib/kernel/protocol/stream-buffer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("streamBuffer()", () => {
  const parent = { msg_id: "1" } as Header;

  test("sends the first text at once and joins those of the next moment", () => {
    const sent: string[] = [];
    const buffer = openStreamBuffer((name, text) => sent.push(`${name} ${text}`));
    for (const text of ["a", "b", "c"]) buffer.write("stdout", text, parent);
    expect(sent).toEqual(["stdout a"]);
    vi.advanceTimersByTime(60);
    expect(sent).toEqual(["stdout a", "stdout bc"]);
  });

  test("keeps the order of two streams and of two cells", () => {
    const sent: string[] = [];
    const buffer = openStreamBuffer((name, text, of) => sent.push(`${of?.msg_id ?? ""} ${name} ${text}`));
    buffer.write("stdout", "a", parent);
    buffer.write("stdout", "b", parent);
    buffer.write("stderr", "c", parent);
    buffer.write("stderr", "d", { ...parent, msg_id: "2" });
    buffer.flush();
    expect(sent).toEqual(["1 stdout a", "1 stdout b", "1 stderr c", "2 stderr d"]);
  });
});
