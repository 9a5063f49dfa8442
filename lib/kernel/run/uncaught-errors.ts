import { appendFileSync } from "node:fs";
import type { Failure, Session } from "./session";

/** Errors that no code catches: each belongs to the cell whose code set it going. */
export interface LateErrors {
  /** A cell begins. */
  begin(number: number): void;
  /** The cell is done; what it threw late, if it did. */
  end(): Failure | undefined;
  /** Whether the running cell has thrown late. */
  readonly hasFailed: () => boolean;
}

/** Where late errors go. */
export interface LateErrorTargets {
  readonly session: Pick<Session, "describe" | "owner" | "abort">;
  /** Shows a text on stderr. */
  say(text: string): void;
  /** A file that gets each of them, for a runner that has to know of all. */
  readonly record: string | undefined;
}

/** Listens for errors that no code catches: its own fail the running cell, those of earlier cells are only shown. */
export function lateErrors({ session, say, record }: LateErrorTargets): LateErrors {
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
    if (!isOwn) return say(`${traceback.join("\n")}\n`);
    failure ??= { ...described, traceback };
    session.abort(failure);
  };
  process.on("uncaughtException", listen("UncaughtException"));
  process.on("unhandledRejection", listen("UnhandledRejection"));
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
