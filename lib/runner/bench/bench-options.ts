import { fail, nearestName } from "../../core";
import { readCommandLine, type Command } from "../flags";

/** Options of `npm run bench`. */
export interface BenchOptions {
  /** Names, in the table's order. */
  readonly rows: readonly string[];
  readonly withPeers: boolean;
  /** File that the results are written to. */
  readonly json?: string;
  /** At most. */
  readonly rounds: number;
  /** Of `mnist`, `mnist-labels` and `pneumoniamnist`: a .npz file. */
  readonly data?: string;
}

/**
 * Reads the command line of `npm run bench`. Without a row and without peers the long ones are left out.
 *
 * @param names of all rows
 * @param long names of those that take minutes
 * @param tables words that ask for a table of their own
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown rows and options and for wrong values
 */
export function benchOptions(
  args: readonly string[],
  names: readonly string[],
  long: ReadonlySet<string>,
  tables: readonly string[],
): BenchOptions | undefined {
  const command: Command<"peers" | "json" | "rounds" | "data"> = {
    name: "npm run bench",
    words: "[ROW ...]",
    about: "seconds of what the project spends its time on",
    flags: ["peers", "json", "rounds", "data"],
    more: () =>
      `Rows: ${names.join(", ")}.\nOr one of: ${tables.join(", ")} (lib/runner/bench/README.md).\nmnist, mnist-labels and pneumoniamnist alone take --data, a .npz file (default data/mnist5k.npz, data/pneumoniamnist.npz).\ntable FILE ...: the table of what --json has written.`,
  };
  const line = readCommandLine(command, args);
  if (line === undefined) return undefined;
  const { words, values } = line;
  for (const row of words)
    if (!names.includes(row))
      fail(
        "run the benchmark",
        `a row "${row}"`,
        `${names.join(", ")}; or alone ${tables.join(", ")}`,
        `Nearest: ${nearestName(row, [...names, ...tables])}.`,
      );
  const { peers: withPeers = false, rounds = 8, json, data } = values;
  const chosen = words.length > 0 ? words : names.filter((name) => withPeers || !long.has(name));
  const rows = names.filter((name) => chosen.includes(name));
  return {
    rows,
    withPeers,
    rounds,
    ...(json !== undefined && { json }),
    ...(data !== undefined && { data }),
  };
}
