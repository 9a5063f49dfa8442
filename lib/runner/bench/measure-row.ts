import { writePoints } from "./points-file";
import {
  ourCommand,
  ourLower,
  ourLowerCommand,
  startContender,
  type Contender,
  type ContenderCommand,
} from "./contender";
import { peerCommands } from "./peer-commands";
import { rowResult, timing, type RowResult, type Timing } from "./row-result";
import { takeTurns, type Effort } from "./take-turns";
import type { Row } from "./bench-rows";

/**
 * Times a row: each contender is a process of its own that prepares first; then they take turns, so that a busy machine
 * slows all of them.
 */
export async function measureRow(
  row: Row,
  effort: Effort & { readonly withPeers: boolean },
): Promise<RowResult & { readonly versions: object }> {
  if (row.points) writePoints(row.points.file, row.points.apart);
  const own = [
    ourCommand(row.ours),
    ...(row.hasLower && effort.withPeers ? [ourLowerCommand(row.ours)] : []),
  ];
  const commands = [...own, ...(effort.withPeers ? peerCommands(row.peers) : [])];
  const contenders = await startAll(commands, row.name);
  try {
    const answers = await takeTurns(contenders, row, effort);
    const [ours, ...others] = contenders.flatMap(({ name, isLower }, i) => {
      const own = answers[i] ?? [];
      return own.length > 0 ? [[name, { ...timing(own), isLower }] as const] : [];
    });
    const named = (which: (name: string) => boolean): Record<string, Timing> =>
      Object.fromEntries(others.filter(([name]) => which(name)));
    const isOurs = (name: string): boolean => name === ourLower;
    return {
      ...rowResult(row.name, (ours as NonNullable<typeof ours>)[1], {
        peers: named((name) => !isOurs(name)),
        faster: named(isOurs),
      }),
      versions: Object.assign({}, ...contenders.map((contender) => contender.versions)) as object,
    };
  } finally {
    for (const contender of contenders) contender.end();
  }
}

/** Starts two at a time, as most of a preparation has one thread. Who cannot start is left out, but for the first: ours. */
async function startAll(commands: readonly ContenderCommand[], row: string): Promise<Contender[]> {
  const started: (Contender | undefined)[] = commands.map(() => undefined);
  const failures: (Error | undefined)[] = commands.map(() => undefined);
  const left = commands.keys();
  const start = async (): Promise<void> => {
    for (const i of left)
      try {
        started[i] = await startContender(commands[i] as ContenderCommand);
      } catch (error) {
        failures[i] = error instanceof Error ? error : new Error(String(error));
        if (i > 0) console.log(`bench: ${row}: ${failures[i].message}`);
      }
  };
  await Promise.all([start(), start()]);
  const there = started.filter((contender) => contender !== undefined);
  if (failures[0] === undefined) return there;
  for (const contender of there) contender.end();
  throw failures[0];
}
