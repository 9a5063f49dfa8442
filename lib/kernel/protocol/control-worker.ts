import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import type * as Zmq from "zeromq";
import { formatAddress } from "./connection";
import { endEvent, type ControlStart, type ControlReport, type ControlMessage } from "./control-message";
import { decode, encode, type Content, type Frame, type Header, type Message } from "./message";
import { signalPrograms } from "../run/signal-programs";
import { openStreamBuffer } from "./stream-buffer";
import { loadZeromq, makeLossless, openSendQueue } from "./zeromq";

// The thread that answers while the main thread is in a synchronous step: control, heartbeat, and every output (iopub).

const { connection, flag, spared, backlog } = workerData as ControlStart;
const zmq = loadZeromq();
const control = new zmq.Router();
const heart = new zmq.Reply();
const iopub = new zmq.Publisher();
for (const socket of [control, heart, iopub]) makeLossless(socket);

const stopLoop = 1500; // ms after which a loop without checks (in a package) is broken off
const forceEnd = 3500; // ms after which a process that does not end is ended by force
const parentCheck = 1000; // ms
const programStart = 20; // ms after which a program that is only being started is looked for again

const sendControl = openSendQueue(control);
const sendIopub = openSendQueue(iopub);
const report = (message: ControlReport): void => parentPort?.postMessage(message);
const json = (content: Content): string => JSON.stringify(content);

let answerInfo: (content: Content) => void = () => undefined;
const infoContent = new Promise<Content>((done) => (answerInfo = done));
let current: Header | undefined;
let isEnding = false;

const publish = (type: string, content: Frame, parent: Header | undefined): Promise<void> => {
  streams.flush();
  return sendIopub(encode({ identities: [type], type, parent, content }, connection.key));
};
const streams = openStreamBuffer((name, text, parent) => {
  const content = json({ name, text });
  void sendIopub(encode({ identities: ["stream"], type: "stream", parent, content }, connection.key));
});
const status = (state: "busy" | "idle", parent: Header): void =>
  void publish("status", json({ execution_state: state }), parent);

/** Ends the process also when the main thread hangs: first the program that it waits for, then its loops, then all of it. */
function end(): void {
  if (isEnding) return;
  isEnding = true;
  Atomics.store(flag, 0, Atomics.load(flag, 1));
  report("end");
  interruptProgram();
  setTimeout(() => void breakOff(), stopLoop);
  setTimeout(() => {
    signalPrograms("SIGTERM");
    process.kill(process.pid, "SIGKILL");
  }, forceEnd);
}

/** Ends a process whose main thread is in a loop without checks: as a debugger, code can be run in the midst of it. */
async function breakOff(): Promise<void> {
  await close();
  const debug = new Session();
  debug.connectToMainThread();
  debug.post("Runtime.evaluate", { expression: `process.emit("${endEvent}")` });
}

/**
 * Ends, as Ctrl+C in a terminal does, a program that the main thread waits for: it cannot do it itself. With it end those
 * that the running cell has started, not those that earlier cells have left to run.
 */
function interruptProgram(): void {
  const isWaitedFor = Atomics.load(flag, 2) === 1;
  if (isWaitedFor && signalPrograms("SIGINT", (pid) => !spared.includes(pid)) === 0)
    setTimeout(interruptProgram, programStart);
}

async function answer({ header, content }: Message): Promise<Content> {
  switch (header.msg_type) {
    case "kernel_info_request":
      return infoContent;
    case "interrupt_request":
      Atomics.store(flag, 0, 1); // also between cells: a callback's loop stops at it, else the main thread takes it back
      report("interrupt");
      interruptProgram();
      return { status: "ok" };
    case "shutdown_request":
      return { status: "ok", restart: content["restart"] === true };
    default:
      return {
        status: "error",
        ename: "NotImplementedError",
        evalue: `${header.msg_type} is not known to this kernel`,
        traceback: [],
      };
  }
}

async function answerControl(): Promise<void> {
  for await (const frames of control) {
    const request = decode(frames, connection.key);
    if (!request) continue;
    const { identities, header } = request;
    status("busy", header);
    const content = json(await answer(request));
    const type = header.msg_type.replace(/_request$/, "_reply");
    await sendControl(encode({ identities, type, parent: header, content }, connection.key));
    status("idle", header);
    if (header.msg_type === "shutdown_request") end();
  }
}

async function answerHeartbeats(socket: Zmq.Reply): Promise<void> {
  for await (const frames of socket) await socket.send(frames);
}

/** Closes the sockets first: a process that ends under an open one says "terminate called ... Napi::Error". */
async function close(): Promise<void> {
  streams.flush();
  await Promise.all([sendControl.settled(), sendIopub.settled()]);
  for (const socket of [control, heart, iopub]) socket.close();
  report("closed");
}

parentPort?.on("message", (message: ControlMessage) => {
  switch (message.kind) {
    case "stream":
      streams.write(message.name, message.text, message.parent ?? current);
      break;
    case "publish":
      void publish(message.type, message.content, message.parent ?? current).then(countSent);
      return;
    case "parent":
      current = message.parent;
      break;
    case "info":
      answerInfo(message.content);
      break;
    case "close":
      void close();
  }
  countSent();
});

function countSent(): void {
  Atomics.sub(backlog, 0, 1);
  Atomics.notify(backlog, 0);
}

/** Whether a process runs; 0 is none. */
function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

const parent = process.ppid;
const jupyterPid = Number(process.env["JPY_PARENT_PID"] ?? 0); // the server, when something stands between
const jupyter = isRunning(jupyterPid) ? jupyterPid : process.pid;
setInterval(() => {
  if (process.ppid !== parent || !isRunning(jupyter)) end();
}, parentCheck).unref();

void (async () => {
  await control.bind(formatAddress(connection, connection.control_port));
  await heart.bind(formatAddress(connection, connection.hb_port));
  await iopub.bind(formatAddress(connection, connection.iopub_port));
  void answerControl();
  void answerHeartbeats(heart);
  report("bound");
})();
