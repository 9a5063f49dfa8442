import { writePoints } from "./points-file";
import type { Answer } from "./bench-case";
import { ourCommand, startContender, type Contender } from "./contender";
import { peerCommands } from "./peer-commands";
import { rowResult, timing, type RowResult } from "./row-result";
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
 * slows all of them.
 */
export async function measureRow(
  row: Row,
  effort: Effort,
): Promise<RowResult & { readonly versions: object }> {
  if (row.points) writePoints(row.points.file, row.points.apart);
  const commands = [ourCommand(row.ours), ...(effort.withPeers ? peerCommands(row.peers) : [])];
  const contenders: Contender[] = [];
  try {
    for (const command of commands) {
      try {
        contenders.push(await startContender(command));
      } catch (error) {
        if (contenders.length === 0) throw error; // ours
        console.log(`bench: ${row.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const answers = await takeTurns(contenders, row, effort);
    const [ours, ...peers] = contenders.map(({ name }, i) => [name, timing(answers[i] ?? [])] as const);
    const versions = Object.assign({}, ...contenders.map((contender) => contender.versions)) as object;
    return {
      ...rowResult(row.name, (ours as NonNullable<typeof ours>)[1], Object.fromEntries(peers)),
      versions,
    };
  } finally {
    for (const contender of contenders) contender.end();
  }
}

async function takeTurns(
  contenders: readonly Contender[],
  { steps, isLong = false }: Row,
  effort: Effort,
): Promise<Answer[][]> {
  const answers: Answer[][] = contenders.map(() => []);
  const began = performance.now();
  for (let round = 0; round < effort.rounds; round++) {
    if (round >= (isLong ? 1 : 2) && (performance.now() - began) / 1000 > effort.seconds) break;
    // the order turns round, as the first after another's turn finds cold caches
    const order = contenders.map((_, i) => (round % 2 === 0 ? i : contenders.length - 1 - i));
    for (const i of order) answers[i]?.push(await (contenders[i] as Contender).go(steps));
  }
  return answers;
}
