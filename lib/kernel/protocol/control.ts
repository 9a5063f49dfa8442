import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Connection } from "./connection";
import type { ControlStart, ControlReport, ControlMessage } from "./control-message";
import type { Content, Frame, Header } from "./message";

/** The main thread's side of the control thread: where all outputs go, and what comes from the control channel. */
export interface Control {
  /** Settles when its sockets are bound. */
  readonly bound: Promise<void>;
  /** Sets the answer to kernel_info_request. */
  info(content: Content): void;
  /** Sets the request that outputs belong to from now on. */
  parent(header: Header): void;
  /** @param parent the request it belongs to, when it is not the running cell */
  stream(name: string, text: string, parent?: Header): void;
  /**
   * Publishes a message on iopub, at once also in a synchronous step.
   *
   * @param parent the request it belongs to, when it is not the running cell
   * @throws TypeError when the content is not JSON
   */
  publish(type: string, content: Content, parent?: Header): void;
  /** Sends what still waits and closes the sockets. */
  close(): Promise<void>;
}

/** Calls by which the control thread reaches the main thread. */
export interface ControlRequests {
  interrupt(): void;
  /** Called on shutdown_request or when the client's process has exited. */
  end(): void;
}

const mostWaiting = 2000; // messages; a loop that prints for ever is slowed down to what can be sent
const longestWait = 1000; // ms
const large = 65_536; // characters from which a content is handed over instead of copied
const longestText = 32_768; // characters of a stream in one message: as many as may wait fit into the thread's memory

/** Starts the control thread. */
export function openControl(
  connection: Connection,
  { flag, spared }: Pick<ControlStart, "flag" | "spared">,
  requests: ControlRequests,
): Control {
  const backlog = new Int32Array(new SharedArrayBuffer(4));
  const start: ControlStart = { connection, flag, spared, backlog };
  const worker = new Worker(join(__dirname, "control-worker.js"), {
    workerData: start,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 },
  });
  const settle = { bound: (): void => undefined, closed: (): void => undefined };
  const bound = new Promise<void>((done, failed) => {
    settle.bound = done;
    worker.once("error", failed);
  });
  const closed = new Promise<void>((done) => {
    settle.closed = done;
    worker.once("exit", () => done());
  });
  worker.on("message", (message: ControlReport) => {
    if (message === "interrupt") requests.interrupt();
    else if (message === "end") requests.end();
    else settle[message]();
  });

  const post = (message: ControlMessage, transfer: ArrayBuffer[] = []): void => {
    Atomics.add(backlog, 0, 1);
    worker.postMessage(message, transfer);
    const waiting = Atomics.load(backlog, 0);
    if (waiting > mostWaiting) Atomics.wait(backlog, 0, waiting, longestWait);
  };
  return {
    bound,
    info: (content) => post({ kind: "info", content }),
    parent: (header) => post({ kind: "parent", parent: header }),
    stream: (name, text, parent) => {
      for (const part of cutIntoParts(text))
        post({ kind: "stream", name, text: part, ...(parent && { parent }) });
    },
    publish: (type, content, parent) => {
      const json = JSON.stringify(content);
      const bytes = json.length > large ? new TextEncoder().encode(json) : undefined;
      const frame: Frame = bytes ?? json;
      post({ kind: "publish", type, content: frame, ...(parent && { parent }) }, bytes ? [bytes.buffer] : []);
    },
    close: () => {
      post({ kind: "close" });
      return closed;
    },
  };
}

/** A text in parts that a message can carry; no character of two units is cut in two. */
function* cutIntoParts(text: string): Generator<string> {
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = Math.min(at + longestText, text.length);
    if (end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff) end--;
    yield text.slice(at, end);
  }
}
