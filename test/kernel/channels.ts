import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import type * as Zmq from "zeromq";
import type { Launched } from "./launch";
import { decode, encode, header, type Content, type Header, type Message } from "./wire";

const tslab = createRequire(import.meta.url).resolve("tslab/package.json");
const zmq = createRequire(tslab)("zeromq") as typeof Zmq;

/** The channels on which messages go out. */
export type Channel = "shell" | "control" | "stdin";

/** A client's sockets to one kernel, and what came over them. */
export interface Channels {
  /** Every iopub message received so far, in order. */
  readonly iopub: readonly Message[];
  /** Sends a message now; its id. */
  readonly send: (channel: Channel, type: string, content: Content, parent?: Partial<Header>) => string;
  /** The reply to a message; seconds until the wait is given up. */
  readonly reply: (id: string, seconds: number) => Promise<Message>;
  /** The iopub messages of a request up to its idle, in order; seconds until the wait is given up. */
  readonly idle: (id: string, seconds: number) => Promise<readonly Message[]>;
  /** Is called with each input_request of the request with this id. */
  readonly onInput: (id: string, answer: (content: Content) => string) => void;
  /** Sends text to the heartbeat port and gives what comes back. */
  readonly heartbeat: (text: string) => Promise<string>;
  readonly close: () => void;
}

/** Opens the sockets of a Jupyter client to a launched kernel; waits end with an error when the kernel does. */
export function openChannels({ ports, key, exit, said }: Launched): Channels {
  const session = crypto.randomUUID();
  const inbound = { linger: 0, receiveHighWaterMark: 0, reconnectInterval: 20 };
  const options = { ...inbound, sendHighWaterMark: 0 };
  const address = (port: number): string => `tcp://127.0.0.1:${port}`;
  const dealers = {
    shell: new zmq.Dealer({ ...options, routingId: session }),
    control: new zmq.Dealer({ ...options, routingId: session }),
    stdin: new zmq.Dealer({ ...options, routingId: session }),
  };
  const subscriber = new zmq.Subscriber(inbound);
  const heart = new zmq.Request({ ...options, receiveTimeout: 10_000 });
  const iopub: Message[] = [];
  const byParent = new Map<string, Message[]>();
  const idle = new Set<string>();
  const replies = new Map<string, Message>();
  const answers = new Map<string, (content: Content) => string>();
  const events = new EventEmitter().setMaxListeners(0);
  let broken: Error | undefined;

  const fail = (error: Error): void => {
    broken ??= error;
    events.emit("broken");
  };
  const read = async (socket: AsyncIterable<Buffer[]>, take: (message: Message) => void): Promise<void> => {
    try {
      for await (const frames of socket) take(decode(frames, key));
    } catch (error) {
      fail(error as Error);
    }
  };
  const onReply = (message: Message): void => {
    const id = message.parent.msg_id ?? "";
    replies.set(id, message);
    events.emit(`reply ${id}`);
  };
  const onIopub = (message: Message): void => {
    const id = message.parent.msg_id ?? "";
    iopub.push(message);
    const group = byParent.get(id) ?? [];
    byParent.set(id, group);
    if (!idle.has(id)) group.push(message);
    if (message.header.msg_type !== "status" || message.content["execution_state"] !== "idle") return;
    idle.add(id);
    events.emit(`idle ${id}`);
  };
  const queues = new Map<Channel, Promise<void>>();
  const send: Channels["send"] = (channel, type, content, parent = {}) => {
    const head = header(type, session);
    const frames = encode(head, parent, content, key);
    const before = queues.get(channel) ?? Promise.resolve();
    queues.set(channel, before.then(() => dealers[channel].send(frames)).catch(fail)); // zeromq allows one send at a time
    return head.msg_id;
  };
  const onStdin = (message: Message): void => {
    const answer = answers.get(message.parent.msg_id ?? "");
    if (answer) send("stdin", "input_reply", { value: answer(message.content) }, message.header);
  };
  for (const [name, take] of [
    ["shell", onReply],
    ["control", onReply],
    ["stdin", onStdin],
  ] as const) {
    dealers[name].connect(address(ports[name]));
    void read(dealers[name], take);
  }
  subscriber.connect(address(ports.iopub));
  subscriber.subscribe("");
  void read(subscriber, onIopub);
  heart.connect(address(ports.hb));
  void exit.then(
    ({ code, signal }) =>
      setTimeout(fail, 500, new Error(`The kernel ended (${code ?? signal}).\n${said()}`)),
    fail,
  );

  const until = async <T>(event: string, value: () => T | undefined, seconds: number): Promise<T> => {
    const found = value();
    if (found !== undefined) return found;
    return new Promise((done, failed) => {
      const finish = (): void => {
        const now = value();
        clearTimeout(timer);
        events.off(event, finish).off("broken", finish);
        if (now === undefined) failed(broken ?? new Error(`No ${event} in ${seconds} s.\n${said()}`));
        else done(now);
      };
      const timer = setTimeout(finish, seconds * 1000);
      events.on(event, finish).on("broken", finish);
      if (broken !== undefined) finish();
    });
  };
  return {
    iopub,
    send,
    reply: (id, seconds) => until(`reply ${id}`, () => replies.get(id), seconds),
    idle: (id, seconds) => until(`idle ${id}`, () => (idle.has(id) ? byParent.get(id) : undefined), seconds),
    onInput: (id, answer) => answers.set(id, answer),
    heartbeat: async (text) => {
      await heart.send(text);
      return (await heart.receive()).toString();
    },
    close: () => [...Object.values(dealers), subscriber, heart].forEach((socket) => socket.close()),
  };
}
