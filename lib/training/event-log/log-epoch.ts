import type { EventLog } from "./event-log";

/** What an epoch's end adds to the log. */
export interface LoggedEpoch {
  /** Optimiser steps taken. */
  readonly step: number;
  /** Losses by name. */
  readonly losses: Readonly<Record<string, number>>;
  /** Other numbers by tag. */
  readonly others?: Readonly<Record<string, number>> | undefined;
  /** The look at held-out images that the epoch ended with, if there was one. */
  readonly look?: object | undefined;
}

/** Writes an epoch's numbers: `loss/NAME`, the others as they are, and the look's as `held-out/NAME`. */
export function logEpoch(log: EventLog, { step, losses, others = {}, look }: LoggedEpoch): void {
  log.scalars(step, { ...tagged("loss", losses), ...others, ...(look && tagged("held-out", look)) });
}

/** Where the point lies: the log's own axis. */
const places: readonly string[] = ["epoch", "step"];

/** The numbers of an object and of those in it, by the way to them: `held-out/outputs/train`. */
function tagged(tag: string, value: object): Record<string, number> {
  const entries = Object.entries(value).filter(([name]) => !places.includes(name));
  return Object.fromEntries(
    entries.flatMap(([name, inner]: [string, unknown]): [string, number][] => {
      if (typeof inner === "number") return [[`${tag}/${name}`, inner]];
      return typeof inner === "object" && inner !== null
        ? Object.entries(tagged(`${tag}/${name}`, inner))
        : [];
    }),
  );
}
