import { existsSync, readFileSync, readdirSync, writeSync } from "node:fs";

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
  const endChild = (pid: number): void => {
    try {
      kill(pid, "SIGTERM");
    } catch {
      return; // it has ended by itself
    }
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
    for (const child of findChildren()) endChild(child);
    exit(0);
  };
  return { end, fail, exit: exitNow };
}

/** The processes that cells have started; known on Linux only. */
function findChildren(): number[] {
  const parentOf = (pid: number): number => {
    const [, , parent] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, ")").split(" ");
    return Number(parent);
  };
  const isOurs = (pid: number): boolean => {
    try {
      return parentOf(pid) === process.pid;
    } catch {
      return false; // it has ended by now
    }
  };
  const folders = existsSync("/proc/self/stat") ? readdirSync("/proc") : [];
  return folders
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter(isOurs);
}
