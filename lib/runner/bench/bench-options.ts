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

const ofData =
  "--data here is a .npz file of images and labels (default data/mnist5k.npz, data/pneumoniamnist.npz).";

type BenchFlag = "peers" | "json" | "rounds" | "data";

/** A table or a check of its own, in place of rows. */
export interface BenchTable {
  /** The options that it takes; others and rows are refused. */
  readonly flags: readonly BenchFlag[];
  run(options: BenchOptions): number | Promise<number>;
}

/**
 * Reads the command line of `npm run bench`. Without a row and without peers the long ones are left out.
 *
 * @param names of all rows
 * @param long names of those that take minutes
 * @param tables by the word that asks for each, first on the command line
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown rows and options and for wrong values
 */
export function benchOptions(
  args: readonly string[],
  names: readonly string[],
  long: ReadonlySet<string>,
  tables: Readonly<Record<string, Pick<BenchTable, "flags">>>,
): BenchOptions | undefined {
  const alone = [...Object.keys(tables), "truth"];
  const [word = ""] = args;
  const table = tables[word];
  const ofRows: Command<BenchFlag> = {
    name: "npm run bench",
    words: "[ROW ...]",
    about: "seconds of what the project spends its time on",
    flags: ["peers", "json", "rounds"],
    more: () =>
      `Rows: ${names.join(", ")}.\nOr one of: ${alone.join(", ")} (lib/runner/bench/README.md), each with options of its own: npm run bench kernel -- --help.\ntable FILE ...: the table of what --json has written.`,
  };
  const ofTable = {
    name: `npm run bench ${word}`,
    about: "described in lib/runner/bench/README.md",
    ...(table?.flags.includes("data") === true && { more: () => ofData }),
  };
  const line = table
    ? readCommandLine({ ...ofTable, flags: table.flags }, args.slice(1))
    : readCommandLine(ofRows, args);
  if (line === undefined) return undefined;
  const { words, values } = line;
  for (const row of words)
    if (!names.includes(row))
      fail(
        "run the benchmark",
        `a row "${row}"`,
        `${names.join(", ")}; or alone ${alone.join(", ")}`,
        `Nearest: ${nearestName(row, [...names, ...alone])}.`,
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
