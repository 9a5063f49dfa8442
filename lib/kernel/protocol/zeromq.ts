import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Zmq from "zeromq";
import type { Frame } from "./message";
import { root } from "../project/root";

/** The ZeroMQ that tslab uses. */
export function loadZeromq(): typeof Zmq {
  const tslab = createRequire(join(root, "package.json")).resolve("tslab/package.json");
  return createRequire(tslab)("zeromq") as typeof Zmq;
}

const linger = 1000; // ms that unsent messages keep a closed socket: the last reply still gets out, a dead client does not hold us

/** Keeps a socket from dropping messages; to be called before it is bound. */
export function makeLossless(socket: { linger: number; sendHighWaterMark?: number }): void {
  socket.linger = linger;
  socket.sendHighWaterMark = 0; // no limit: ZeroMQ drops what is beyond it
}

/** Sends messages one after the other: zeromq rejects a send (EBUSY) while another waits. */
export interface SendQueue {
  (frames: Frame[]): Promise<void>;
  /** Settles when everything so far is sent. */
  settled(): Promise<void>;
}

/** The queue of one socket, through which all its messages have to go. */
export function openSendQueue(socket: { send(frames: Frame[]): Promise<void> }): SendQueue {
  let last = Promise.resolve();
  const send = (frames: Frame[]): Promise<void> => {
    last = last.then(() => socket.send(frames)).catch(() => undefined); // the client is gone
    return last;
  };
  return Object.assign(send, { settled: () => last });
}
