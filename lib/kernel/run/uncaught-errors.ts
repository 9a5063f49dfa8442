import { appendFileSync } from "node:fs";
import type { Failure, Session } from "./session";

/** Errors that no code catches; each belongs to the cell whose code scheduled what threw it. */
export interface UncaughtErrors {
  /** A cell begins. */
  begin(number: number): void;
  /** The cell has ended; its uncaught error, if it had one. */
  end(): Failure | undefined;
  /** Whether the running cell has had an uncaught error. */
  readonly hasFailed: () => boolean;
}

/** Where uncaught errors go. */
export interface UncaughtErrorTargets {
  readonly session: Pick<Session, "describe" | "owner" | "abort">;
  /** Shows a text on stderr. */
  showOnStderr(text: string): void;
  /** File to which each is appended, for a runner that must not miss one; undefined: none. */
  readonly record: string | undefined;
}

/** Listens for errors that no code catches: one of the running cell fails it, one of an earlier cell is only shown. */
export function watchUncaughtErrors({ session, showOnStderr, record }: UncaughtErrorTargets): UncaughtErrors {
  let running: number | undefined;
  let failure: Failure | undefined;

  const listen = (kind: string) => (thrown: unknown) => {
    const described = session.describe(thrown);
    if (described.ename === "KeyboardInterrupt") return;
    const from = session.owner();
    const isOwn = running !== undefined && (from === undefined || from === running);
    const what = isOwn || from === undefined ? kind : `${kind} (from cell [${from}])`;
    const [first = "", ...rest] = described.traceback;
    const traceback = [`${what}: ${first}`, ...rest];
    if (record !== undefined) appendFileSync(record, `${traceback.join("\n")}\n`);
    if (!isOwn) return showOnStderr(`${traceback.join("\n")}\n`);
    failure ??= { ...described, traceback };
    session.abort(failure);
  };
  keepListener("uncaughtException", listen("UncaughtException"));
  keepListener("unhandledRejection", listen("UnhandledRejection"));
  return {
    hasFailed: () => failure !== undefined,
    begin: (number) => {
      running = number;
      failure = undefined;
    },
    end: () => {
      running = undefined;
      return failure;
    },
  };
}

/** Listens for good: without the listener an error would end the process, and code in cells may remove all of an event's. */
function keepListener(
  event: "uncaughtException" | "unhandledRejection",
  listener: (thrown: unknown) => void,
): void {
  const removeAll = process.removeAllListeners.bind(process);
  process.on(event, listener);
  process.removeAllListeners = (...names) => {
    removeAll(...names);
    if (!process.listeners(event as "uncaughtException").includes(listener)) process.on(event, listener);
    return process;
  };
}
