import { writePoints } from "./points-file";
import type { Answer } from "./bench-case";
import {
  ourCommand,
  ourLower,
  ourLowerCommand,
  startContender,
  type Contender,
  type ContenderCommand,
} from "./contender";
import { peerCommands } from "./peer-commands";
import { rowResult, slowContenders, timing, type RowResult, type Timing } from "./row-result";
import type { Row } from "./bench-rows";

/** Number of rounds of a row, and seconds after which no further one begins. */
export interface Effort {
  /** Turns of each contender. */
  readonly rounds: number;
  /** After these no further round is begun, but for the first two; but for the first of a long row. */
  readonly seconds: number;
  readonly withPeers: boolean;
}

/**
 * Times a row: each contender is a process of its own that prepares first; then they take turns, so that a busy machine
 * slows all of them. Whoever takes more than three times as long in the first turn as the fastest of its precision gets
 * no other one.
 */
export async function measureRow(
  row: Row,
  effort: Effort,
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
    const [ours, ...others] = contenders.map(
      ({ name, isLower }, i) => [name, { ...timing(answers[i] ?? []), isLower }] as const,
    );
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

async function takeTurns(
  contenders: readonly Contender[],
  { name, steps, isLong = false }: Row,
  effort: Effort,
): Promise<Answer[][]> {
  const answers: Answer[][] = contenders.map(() => []);
  let left = contenders.map((_, i) => i);
  const began = performance.now();
  for (let round = 0; round < effort.rounds; round++) {
    if (round >= (isLong ? 1 : 2) && (performance.now() - began) / 1000 > effort.seconds) break;
    // the order turns round, as the first after another's turn finds cold caches
    for (const i of round % 2 === 0 ? left : left.toReversed())
      answers[i]?.push(await (contenders[i] as Contender).go(steps));
    if (round > 0) continue;
    const slow = slowContenders(
      contenders.map(({ isLower }, i) => ({ ...timing(answers[i] ?? []), isLower })),
    );
    left = left.filter((i) => !slow.includes(i));
    for (const i of slow) contenders[i]?.end();
    if (slow.length > 0)
      console.log(`bench: ${name}: one turn is enough of ${slow.map((i) => contenders[i]?.name).join(", ")}`);
  }
  return answers;
}
