import { expect, test } from "vitest";
import { openSendQueue } from "../../../lib/kernel/protocol/zeromq";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test("sendQueue() has one send under way at a time and outlives a failed one", async () => {
  let under = 0;
  const sent: string[] = [];
  const send = openSendQueue({
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
