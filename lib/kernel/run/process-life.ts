import { writeSync } from "node:fs";
import { signalPrograms } from "./signal-programs";

/** The end of the process. Calls in cells that would end it are refused. */
export interface ProcessLife {
  /** Ends the process with code 0, once what `close` closes is closed. */
  end(): void;
  /** Ends it now. */
  exit(): void;
  /** Ends the process with code 1 because the kernel cannot start. */
  fail(error: unknown): void;
}

const longestClose = 1000; // ms

/**
 * Refuses calls that would end the process, and ends it on SIGTERM and SIGHUP.
 *
 * @param close sends what still waits and closes the sockets
 */
export function openProcessLife(close: () => Promise<void>): ProcessLife {
  const exit = process.exit.bind(process);
  const kill = process.kill.bind(process);
  let isEnding = false;
  const refuse = (call: string): never => {
    throw new Error(
      `Cannot end the kernel from a cell: ${call} was called, expected the cell to end by itself. ` +
        "Throw an error, or use the notebook's Restart or Shut Down.",
    );
  };
  process.exit = (code) => refuse(`process.exit(${code ?? ""})`);
  process.abort = () => refuse("process.abort()");
  process.kill = (pid, signal) => {
    const isHarmless = signal === 0 || signal === "SIGINT";
    return [process.pid, -process.pid, 0].includes(pid) && !isHarmless
      ? refuse(`process.kill(${pid})`)
      : kill(pid, signal);
  };
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(exitNow, longestClose);
    void close().then(exitNow);
  };
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);
  const fail = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    const found = `Cannot start the kernel: ${why}, expected free ports. Start it again.\n`;
    writeSync(2, found); // stderr is what cells write to
    exit(1);
  };
  const exitNow = (): void => {
    signalPrograms("SIGTERM");
    exit(0);
  };
  return { end, fail, exit: exitNow };
}
