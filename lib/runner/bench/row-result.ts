import { median } from "../../core/arrays";
import type { Answer, Checks } from "./bench-case";

/** Times and memory of one contender after its rounds. */
export interface Timing {
  /** Seconds per step. */
  readonly median: number;
  readonly min: number;
  readonly peakMiB: number;
  readonly checks: Checks;
}

/** A row of the table, as `--json` writes it. */
export interface RowResult {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly peakMiB: number;
  readonly checks: Checks;
  /** The peer with the least time by minima; null without peers. */
  readonly bestPeer: string | null;
  /** By minima, which other programs disturb least. */
  readonly ratioToBestPeer: number | null;
  readonly ratioOfMedians: number | null;
  readonly peers: Readonly<Record<string, Timing>>;
}

/** All answers of one contender together. */
export function timing(answers: readonly Answer[]): Timing {
  const seconds = answers.flatMap((answer) => answer.seconds);
  const last = answers.at(-1);
  return {
    median: median(seconds),
    min: Math.min(...seconds),
    peakMiB: Math.round(last?.peakMiB ?? NaN),
    checks: last?.checks ?? {},
  };
}

export function rowResult(name: string, ours: Timing, peers: Readonly<Record<string, Timing>>): RowResult {
  const best = Object.entries(peers).sort(([, a], [, b]) => a.min - b.min)[0];
  return {
    name,
    ...ours,
    bestPeer: best?.[0] ?? null,
    ratioToBestPeer: best ? ours.min / best[1].min : null,
    ratioOfMedians: best ? ours.median / best[1].median : null,
    peers,
  };
}

const columns = ["row", "graft median", "min", "MiB", "best peer", "median", "min", "MiB", "ratio (min)"];
export const tableHead = [line(columns), line(columns.map(() => "---"))].join("\n");

/** A row of a Markdown table. */
export function tableRow({ name, bestPeer, ratioToBestPeer, peers, ...ours }: RowResult): string {
  const numbers = (t: Pick<Timing, "median" | "min" | "peakMiB">): string[] => [
    digits(t.median),
    digits(t.min),
    String(t.peakMiB),
  ];
  const best = bestPeer === null ? undefined : peers[bestPeer];
  const theirs = best
    ? [bestPeer ?? "", ...numbers(best), (ratioToBestPeer ?? NaN).toFixed(2)]
    : ["", "", "", "", ""];
  return line([name, ...numbers(ours), ...theirs]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

const digits = (seconds: number): string =>
  seconds >= 10 ? seconds.toFixed(1) : seconds >= 1 ? seconds.toFixed(2) : seconds.toFixed(3);
