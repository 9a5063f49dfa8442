import { afterEach, describe, expect, test } from "vitest";
import type { Header } from "../../../lib/kernel/protocol/message";
import { messageQueue } from "../../../lib/kernel/protocol/message-queue";
import { redirect } from "../../../lib/kernel/run/output-stream";
import { streamBuffer } from "../../../lib/kernel/protocol/stream-buffer";
import { sendQueue } from "../../../lib/kernel/protocol/zeromq";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("a redirected stream", () => {
  const { write } = process.stderr;
  afterEach(() => void (process.stderr.write = write));
  const collect = (work: (stream: NodeJS.WriteStream) => void): string => {
    let all = "";
    redirect("stderr", (text) => (all += text));
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

describe("streamBuffer()", () => {
  const parent = { msg_id: "1" } as Header;

  test("sends the first text at once and joins those of the next moment", async () => {
    const sent: string[] = [];
    const buffer = streamBuffer((name, text) => sent.push(`${name} ${text}`));
    for (const text of ["a", "b", "c"]) buffer.write("stdout", text, parent);
    expect(sent).toEqual(["stdout a"]);
    await sleep(60);
    expect(sent).toEqual(["stdout a", "stdout bc"]);
  });

  test("keeps the order of two streams and of two cells", () => {
    const sent: string[] = [];
    const buffer = streamBuffer((name, text, of) => sent.push(`${of?.msg_id ?? ""} ${name} ${text}`));
    buffer.write("stdout", "a", parent);
    buffer.write("stdout", "b", parent);
    buffer.write("stderr", "c", parent);
    buffer.write("stderr", "d", { ...parent, msg_id: "2" });
    buffer.flush();
    expect(sent).toEqual(["1 stdout a", "1 stdout b", "1 stderr c", "2 stderr d"]);
  });
});

test("sendQueue() has one send under way at a time and outlives a failed one", async () => {
  let under = 0;
  const sent: string[] = [];
  const send = sendQueue({
    send: async ([frame]) => {
      if (under++ > 0) throw new Error("EBUSY");
      await sleep(1);
      under--;
      if (frame === "1") throw new Error("no route to the client");
      sent.push(String(frame));
    },
  });
  for (const frame of ["0", "1", "2", "3"]) void send([frame]);
  await send.settled();
  expect(sent).toEqual(["0", "2", "3"]);
});

describe("messageQueue()", () => {
  test("does one after the other", async () => {
    const log: string[] = [];
    const queue = messageQueue<string>(
      async (item) => {
        log.push(`${item} begins`);
        await sleep(1);
        log.push(`${item} ends`);
      },
      () => undefined,
    );
    queue.add("a");
    queue.add("b");
    await sleep(20);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(queue.isBusy()).toBe(false);
  });

  test("aborts, after the answer, what had come in when a cell failed, and does what comes later", async () => {
    const log: string[] = [];
    const queue = messageQueue<string>(
      async (item, giveUp) => {
        if (item === "fails") {
          setTimeout(() => queue.add("on its way"), 2);
          await giveUp();
          queue.add("later");
        }
        log.push(item);
      },
      (item) => log.push(`${item} aborted`),
    );
    queue.add("fails");
    queue.add("waiting");
    await sleep(100);
    expect(log).toEqual(["fails", "waiting aborted", "on its way aborted", "later"]);
  });
});
