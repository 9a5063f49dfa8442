import { parseArgs } from "node:util";
import { fail, nearest } from "../../core";

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Names, in the table's order. */
  readonly rows: readonly string[];
  readonly withPeers: boolean;
  /** File that the results are written to. */
  readonly json?: string;
  /** At most. */
  readonly rounds: number;
}

/**
 * Reads the command line. Without a row and without peers the long ones are left out.
 *
 * @param names of all rows
 * @param long names of those that take minutes
 * @throws InputError for anything else
 */
export function benchOptions(
  args: readonly string[],
  names: readonly string[],
  long: ReadonlySet<string>,
): BenchOptions {
  const { values, positionals } = parsed(args);
  for (const row of positionals)
    if (!names.includes(row))
      fail("run the benchmark", `a row "${row}"`, names.join(", "), `Nearest: ${nearest(row, names)}.`);
  const withPeers = values.peers === true;
  const chosen = positionals.length > 0 ? positionals : names.filter((name) => withPeers || !long.has(name));
  const options = {
    rows: names.filter((name) => chosen.includes(name)),
    withPeers,
    rounds: wholeFrom1(values.rounds),
  };
  return values.json === undefined ? options : { ...options, json: values.json };
}

function parsed(args: readonly string[]) {
  const options = {
    peers: { type: "boolean" },
    json: { type: "string" },
    rounds: { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return fail(
      "run the benchmark",
      `arguments "${args.join(" ")}"`,
      "[ROW ...] [--peers] [--json FILE] [--rounds N]",
      "Type npm run bench -- --rounds 8.",
    );
  }
}

/** @throws InputError */
export function wholeFrom1(text = "8"): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  return fail(
    "run the benchmark",
    `--rounds ${text}`,
    "a whole number from 1",
    "Type npm run bench -- --rounds 8.",
  );
}
