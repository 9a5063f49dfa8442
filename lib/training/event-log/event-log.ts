import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { eventRecord, type EventContent, type LoggedPicture } from "./event-record";

/** What TensorBoard shows of one training while it runs. */
export interface EventLog {
  /**
   * The training begins, or goes on: of what was written by itself earlier, steps beyond this one hold no longer.
   * @param steps taken so far; 0 removes what another training left
   */
  begin(steps: number): void;
  /** Numbers by tag (`loss/generator`) after some steps. */
  scalars(step: number, values: Readonly<Record<string, number>>): void;
  /** A picture after some steps. */
  picture(step: number, tag: string, picture: LoggedPicture): void;
}

const begins = "events.out.tfevents."; // TensorBoard takes a file with `tfevents` in its name for a log

const silent: EventLog = { begin: () => undefined, scalars: () => undefined, picture: () => undefined };

/**
 * The log of one training: a file per time that it is started, in a folder of its own, whose name is what TensorBoard calls it.
 * Records are appended whole; nothing is read back, and no result depends on it.
 *
 * @param folder absent: nothing is written
 */
export function eventLog(folder: string | undefined): EventLog {
  if (folder === undefined) return silent;
  let file: string | undefined;
  const write = (content: EventContent, step: number): void =>
    appendFileSync((file ??= newFile(folder)), eventRecord(content, step, Date.now() / 1000));
  return {
    begin: (steps) => {
      file = undefined;
      if (steps === 0) removeLogs(folder);
      else write({ goesOn: true }, steps + 1);
    },
    scalars: (step, scalars) => write({ scalars }, step),
    picture: (step, tag, picture) => write({ picture, tag }, step),
  };
}

/** A file that stands after all earlier ones in the order of names, in which TensorBoard reads them. */
function newFile(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const now = Date.now();
  const file = join(
    folder,
    `${begins}${String(Math.floor(now / 1000))}.${String(now % 1000).padStart(3, "0")}.graft`,
  );
  appendFileSync(file, eventRecord({ fileVersion: "brain.Event:2" }, 0, now / 1000));
  return file;
}

function removeLogs(folder: string): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).filter((name) => name.startsWith(begins));
  for (const name of files) rmSync(join(folder, name), { force: true });
}
