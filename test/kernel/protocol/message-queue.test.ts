import { describe, expect, test } from "vitest";
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
    await sleep(20);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(queue.isBusy()).toBe(false);
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
    await sleep(100);
    expect(log).toEqual(["fails", "waiting aborted", "on its way aborted", "later"]);
  });
});
