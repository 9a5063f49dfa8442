import type { Router } from "zeromq";
import { formatAddress, type Connection } from "./connection";
import type { Control } from "./control";
import type { Execution } from "./execution";
import type { Handler } from "./handler";
import type { History } from "./history";
import { decode, encode, type Content, type Message } from "./message";
import { openMessageQueue } from "./message-queue";
import type { TslabServer } from "./tslab-server";
import { makeLossless, openSendQueue, type SendQueue } from "./zeromq";

/** The parts that the server joins. */
export interface ServerParts {
  readonly tslab: TslabServer;
  readonly connection: Connection;
  readonly connectionFile: string;
  readonly control: Control;
  readonly handler: Handler;
  readonly execution: Execution;
  readonly history: History;
  interrupt(): void;
  /** Ends the process. */
  end(): void;
  /** Called on kernel_info_request: the first cell is near. */
  onKernelInfo(): void;
}

/** The shell channel. */
export interface Server {
  listen(): Promise<void>;
  /** Sends what is left and closes the sockets. */
  close(): Promise<void>;
  /** Closes its own sockets at once. */
  drop(): void;
}

/** Opens the shell channel: tslab's server without control, heartbeat and iopub, which the control thread has. */
export function openServer(parts: ServerParts): Server {
  const { tslab, connection, connectionFile, control, handler, execution, history } = parts;
  let shell: SendQueue | undefined;

  const reply = ({ identities, header }: Message, content: Content): void => {
    const type = header.msg_type.replace(/_request$/, "_reply");
    const frames = { identities, type, parent: header, content: JSON.stringify(content) };
    void shell?.(encode(frames, connection.key));
  };
  const status = (state: "busy" | "idle", { header }: Message): void =>
    control.publish("status", { execution_state: state }, header);

  const cells = openMessageQueue<Message>(
    async (request, abortQueue) => {
      status("busy", request);
      reply(request, await execution.execute(request, abortQueue).catch(describeFailedRequest));
      status("idle", request);
    },
    (request) => {
      status("busy", request);
      reply(request, { status: "aborted" }); // without a count: the cell has not run
      status("idle", request);
    },
  );

  /** The content of the reply; undefined for messages that get none. */
  const answer = ({ header, content }: Message): Content | undefined => {
    switch (header.msg_type) {
      case "kernel_info_request":
        parts.onKernelInfo();
        return handler.info();
      case "is_complete_request":
        return handler.isComplete(content);
      case "complete_request":
        return handler.complete(content);
      case "inspect_request":
        return handler.inspect(content);
      case "history_request":
        return history.find(content);
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "comm_open": // no target is known: the other side is told that it is closed
        control.publish("comm_close", { comm_id: content["comm_id"], data: {} }, header);
        return undefined;
      case "interrupt_request":
        parts.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content["restart"] === true };
      default:
        return header.msg_type.endsWith("_request") ? refuseUnknown(header.msg_type) : undefined;
    }
  };
  const respond = (request: Message): void => {
    status("busy", request);
    let content: Content | undefined;
    try {
      content = answer(request);
    } catch (error) {
      content = describeFailedRequest(error);
    }
    if (content) reply(request, content);
    status("idle", request);
    if (request.header.msg_type === "shutdown_request") parts.end();
  };

  const zmq = new tslab.ZmqServer(undefined as never, connectionFile); // its handler is ours
  let requests: RequestSocket | undefined;
  Object.defineProperty(zmq, "shell", {
    get: () => requests,
    set: (socket: Router) => (requests = openRequestSocket(socket)),
  });
  Object.assign(zmq, {
    bindSocket: async (socket: Router | RequestSocket, port: number): Promise<void> => {
      if (socket !== requests && socket !== zmq.stdin) return;
      const router = "router" in socket ? socket.router : socket;
      makeLossless(router);
      if (router !== socket) shell = openSendQueue(router);
      await socket.bind(formatAddress(connection, port));
    },
    handleShellMessage: (_socket: Router, ...frames: Buffer[]): void => {
      const request = decode(frames, connection.key);
      if (request?.header.msg_type === "execute_request") cells.add(request);
      else if (request) respond(request);
    },
  });
  const drop = (): void => {
    for (const socket of [zmq.shell, zmq.stdin, zmq.control, zmq.iopub, zmq.hb]) socket.close();
  };
  return {
    listen: () => zmq.init(),
    drop,
    close: async () => {
      await shell?.settled();
      drop();
      await control.close();
    },
  };
}

/** A socket that tslab reads. */
interface RequestSocket {
  readonly router: Router;
  bind(address: string): Promise<void>;
  close(): void;
  [Symbol.asyncIterator](): AsyncIterator<Buffer[]>;
}

/** tslab reads a socket before it is bound. zeromq binds in a thread of its own: what is read meanwhile can miss the first message. */
function openRequestSocket(router: Router): RequestSocket {
  let isBound: () => void = () => undefined;
  const bound = new Promise<void>((done) => (isBound = done));
  return {
    router,
    bind: async (to) => {
      await router.bind(to);
      isBound();
    },
    close: () => router.close(),
    [Symbol.asyncIterator]: async function* () {
      await bound;
      yield* router;
    },
  };
}

const refuseUnknown = (type: string): Content => ({
  status: "error",
  ename: "NotImplementedError",
  evalue: `${type} is not known to this kernel`,
  traceback: [],
});

const describeFailedRequest = (error: unknown): Content => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
};
