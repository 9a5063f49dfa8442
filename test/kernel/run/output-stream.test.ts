import { afterEach, describe, expect, test } from "vitest";
import { redirectOutputStream } from "../../../lib/kernel/run/output-stream";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("a redirected stream", () => {
  const { write } = process.stderr;
  afterEach(() => void (process.stderr.write = write));
  const collect = (work: (stream: NodeJS.WriteStream) => void): string => {
    let all = "";
    redirectOutputStream("stderr", (text) => (all += text));
    work(process.stderr);
    process.stderr.write = write;
    return all;
  };

  test("joins a character whose bytes come in two writes", () => {
    const bytes = Buffer.from("😀é");
    expect(
      collect((s) =>
        [bytes.subarray(0, 2), bytes.subarray(2, 5), bytes.subarray(5)].forEach((b) => s.write(b)),
      ),
    ).toBe("😀é");
  });

  test("honours encodings", () => {
    expect(collect((s) => s.write("aGk=", "base64") && s.write("6869", "hex"))).toBe("hihi");
  });

  test("calls back, with and without an encoding", async () => {
    const called: number[] = [];
    collect((s) => s.write("a", () => called.push(1)) && s.write("b", "utf8", () => called.push(2)));
    await sleep(1);
    expect(called).toEqual([1, 2]);
  });

  test("refuses what is no text, with a word on what to use", () => {
    expect(() => collect((s) => s.write(5 as never))).toThrow(/number was given.*console\.log/);
    process.stderr.write = write;
  });
});
