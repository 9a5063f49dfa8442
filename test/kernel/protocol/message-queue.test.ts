import { describe, expect, test, vi } from "vitest";
import { openMessageQueue } from "../../../lib/kernel/protocol/message-queue";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("messageQueue()", () => {
  test("does one after the other", async () => {
    const log: string[] = [];
    const queue = openMessageQueue<string>(
      async (item) => {
        log.push(`${item} begins`);
        await sleep(1);
        log.push(`${item} ends`);
      },
      () => undefined,
    );
    queue.add("a");
    queue.add("b");
    await vi.waitFor(() => expect(queue.isBusy()).toBe(false));
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  test("aborts, after the answer, what had come in when a cell failed, and does what comes later", async () => {
    const log: string[] = [];
    const queue = openMessageQueue<string>(
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
    await vi.waitFor(() => expect(queue.isBusy()).toBe(false));
    expect(log).toEqual(["fails", "waiting aborted", "on its way aborted", "later"]);
  });
});
