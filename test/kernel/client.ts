import { rmSync } from "node:fs";
import { openChannels, type Channel, type Channels } from "./channels";
import { execution, type Execution } from "./execution";
import { launch, type Launched, type LaunchOptions } from "./launch";
import type { Content, Message } from "./wire";

/** How a cell is executed. */
export interface ExecuteOptions {
  readonly silent?: boolean;
  readonly storeHistory?: boolean;
  readonly stopOnError?: boolean;
  readonly allowStdin?: boolean;
  readonly userExpressions?: Readonly<Record<string, string>>;
  /** Seconds until the wait for reply and idle is given up; 20 when absent. */
  readonly timeout?: number;
  /** Answers each input_request of the cell. */
  readonly onInput?: (content: Content) => string;
}

/** A cell that was sent and is not waited for yet. */
export interface Sent {
  readonly id: string;
  readonly done: Promise<Execution>;
}

/** A running kernel and what a Jupyter client can ask of it. */
export interface Kernel {
  readonly pid: number;
  /** Ports, key, connection file, and what the process itself wrote. */
  readonly launched: Launched;
  /** How the process ended, once it has. */
  readonly exit: Launched["exit"];
  /** Content of the kernel_info_reply that ended the start. */
  readonly info: Content;
  readonly channels: Channels;
  /** Executes a cell and waits for its reply and its idle. */
  readonly execute: (code: string, options?: ExecuteOptions) => Promise<Execution>;
  /** Sends a cell at once, so that others can be queued behind it or it can be interrupted. */
  readonly executeNoWait: (code: string, options?: ExecuteOptions) => Sent;
  /** Sends any request and waits for its reply; timeout in seconds, 20 when absent. */
  readonly request: (channel: Channel, type: string, content?: Content, timeout?: number) => Promise<Message>;
  /** Completions at a position (UTF-16 offset, the end when absent): content of the reply. */
  readonly complete: (code: string, position?: number) => Promise<Content>;
  /** Inspection at a position (UTF-16 offset, the end when absent): content of the reply. */
  readonly inspect: (code: string, position?: number) => Promise<Content>;
  /** Asks for an interrupt on the control channel. */
  readonly interrupt: () => Promise<Message>;
  /** Asks the kernel to end and waits until its process has; timeout in seconds, 10 when absent. */
  readonly shutdown: (restart?: boolean, timeout?: number) => ReturnType<Kernel["ended"]>;
  /** Waits for the end of the process; timeout in seconds, 10 when absent. */
  readonly ended: (timeout?: number) => Launched["exit"];
  readonly kill: (signal?: NodeJS.Signals) => void;
  /** Closes the sockets, ends the process if it still runs, removes the connection file. */
  readonly stop: () => Promise<void>;
}

const started = new Set<Kernel>();
process.once("exit", () => started.forEach((kernel) => kernel.kill()));

/** Ends every kernel that startKernel() started in this test file: for afterAll. */
export async function stopKernels(): Promise<void> {
  await Promise.all([...started].map((kernel) => kernel.stop()));
}

/**
 * Starts the project's kernel (or another, by argv) and waits until it answers on shell and iopub.
 * @throws {Error} When the process ends or 30 s pass before that; with what the process wrote.
 */
export async function startKernel(options: LaunchOptions = {}): Promise<Kernel> {
  const launched = await launch(options);
  const channels = openChannels(launched);
  try {
    const kernel = client(launched, channels, await listening(channels));
    started.add(kernel);
    return kernel;
  } catch (error) {
    launched.child.kill("SIGKILL");
    channels.close();
    rmSync(launched.folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Waits until channels hear the kernel, and gives the content of its kernel_info_reply. An answer can come before iopub is
 * subscribed, its busy and idle are lost then: asked again until they come.
 */
export async function listening(channels: Channels): Promise<Content> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const id = channels.send("shell", "kernel_info_request", {});
    const { content } = await channels.reply(id, 30);
    const heard = await channels.idle(id, 0.2).catch(() => undefined);
    if (heard) return content;
  }
  throw new Error("Cannot start the kernel: it answers, but nothing comes on iopub.");
}

function client(launched: Launched, channels: Channels, info: Content): Kernel {
  const { child, exit } = launched;
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const request: Kernel["request"] = (channel, type, content = {}, timeout = 20) =>
    channels.reply(channels.send(channel, type, content), timeout);
  const executeNoWait: Kernel["executeNoWait"] = (code, options = {}) => {
    const { silent = false, timeout = 20 } = options;
    const id = channels.send("shell", "execute_request", {
      code,
      silent,
      store_history: options.storeHistory ?? !silent,
      user_expressions: options.userExpressions ?? {},
      allow_stdin: options.allowStdin ?? options.onInput !== undefined,
      stop_on_error: options.stopOnError ?? true,
    });
    if (options.onInput) channels.onInput(id, options.onInput);
    const both = Promise.all([channels.reply(id, timeout), channels.idle(id, timeout)]);
    const done = both.then(([reply, outputs]) => execution(reply.content, outputs));
    done.catch(() => undefined);
    return { id, done };
  };
  const at = async (type: string, code: string, position: number, more: Content): Promise<Content> => {
    const cursor_pos = [...code.slice(0, position)].length; // the protocol counts code points
    return (await request("shell", type, { code, cursor_pos, ...more })).content;
  };
  const kill: Kernel["kill"] = (signal = "SIGKILL") => void (alive() && child.kill(signal));
  const ended: Kernel["ended"] = async (timeout = 10) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, failed) => {
      timer = setTimeout(
        () => failed(new Error(`The kernel still runs after ${timeout} s.`)),
        timeout * 1000,
      );
    });
    return Promise.race([exit, late]).finally(() => clearTimeout(timer));
  };
  const kernel: Kernel = {
    pid: child.pid ?? 0,
    launched,
    exit,
    info,
    channels,
    execute: (code, options) => executeNoWait(code, options).done,
    executeNoWait,
    request,
    complete: (code, position = code.length) => at("complete_request", code, position, {}),
    inspect: (code, position = code.length) => at("inspect_request", code, position, { detail_level: 0 }),
    interrupt: () => request("control", "interrupt_request"),
    shutdown: async (restart = false, timeout = 10) => {
      channels.send("control", "shutdown_request", { restart });
      return ended(timeout);
    },
    ended,
    kill,
    stop: async () => {
      started.delete(kernel);
      kill();
      await ended().catch(() => undefined);
      channels.close();
      rmSync(launched.folder, { recursive: true, force: true });
    },
  };
  return kernel;
}
