import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { root, writeJson } from "../../core";
import { main as benchConvolutions } from "../bench/bench-convolutions";
import { benchKernels, kernelStart } from "../bench/bench-kernels";
import { measureRow, type Effort } from "../bench/measure-row";
import { benchOptions, wholeFrom1 } from "../bench/bench-options";
import { main as benchNotebook } from "../bench/bench-notebook";
import { quickRun } from "../bench/quick-run";
import { rowResult, tableHead, tableRow, type RowResult } from "../bench/row-result";
import { benchRows } from "../bench/bench-rows";
import { main as benchScale } from "../bench/bench-scale";

const secondsEach = { alone: 12, withPeers: 150 };

/**
 * `npm run bench -- [ROW ...] [--peers] [--json FILE] [--rounds N]`: seconds of what the project spends its time on, and
 * of the same work by Python's libraries, in turns. `kernel` gives the kernels' own table, `convolutions` the table of
 * sizes that lib/engine/convolution-sizes.ts holds, `notebook` what a training takes more in a notebook, `scale` what a
 * step costs by batch, size, filters and threads.
 *
 * @returns 0
 * @throws InputError for other arguments
 */
export async function main(args: readonly string[]): Promise<number> {
  const [subject, ...rest] = args;
  const rows = benchRows(join(root(), ".cache/bench/points"));
  const names = [...rows.map(({ name }) => name), "kernel-start", "quick-run"];
  const long = new Set([...rows.filter(({ isLong }) => isLong).map(({ name }) => name), "quick-run"]);
  const rounds = (): number => wholeFrom1(benchOptions(rest, names, long).rounds.toString());
  if (subject === "kernel") return benchKernels(rounds());
  if (subject === "convolutions") return benchConvolutions();
  if (subject === "notebook") return benchNotebook(rounds());
  if (subject === "scale") return benchScale(benchOptions(rest, names, long).json);
  const options = benchOptions(args, names, long);
  const effort: Effort = {
    ...options,
    seconds: options.withPeers ? secondsEach.withPeers : secondsEach.alone,
  };

  console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}; seconds`);
  console.log(tableHead);
  const results: RowResult[] = [];
  const versions: Record<string, string> = { node: process.version };
  for (const name of options.rows) {
    const row = rows.find((known) => known.name === name);
    if (row) {
      const { versions: found, ...result } = await measureRow(row, effort);
      Object.assign(versions, found);
      results.push(result);
    } else if (name === "kernel-start") results.push(await kernelStart(options.rounds, options.withPeers));
    else results.push(rowResult(name, quickRun(), {}));
    console.log(tableRow(results.at(-1) as RowResult));
  }
  for (const { name, checks, peers } of results) {
    const sides = [
      ["graft", checks] as const,
      ...Object.entries(peers).map(([peer, t]) => [peer, t.checks] as const),
    ];
    const told = sides.filter(([, numbers]) => Object.keys(numbers).length > 0);
    if (told.length > 0)
      console.log(`${name}: ${told.map(([who, numbers]) => `${who} ${words(numbers)}`).join("; ")}`);
  }
  console.log(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  );
  if (options.json !== undefined) {
    const command = `npm run bench -- ${args.join(" ")}`.trim();
    writeJson(resolve(options.json), {
      date: new Date().toISOString(),
      machine: machine(),
      versions,
      command,
      rows: results,
    });
  }
  return 0;
}

function machine(): string {
  const [first] = cpus();
  return `${first?.model.trim()} x ${cpus().length}, load ${loadavg()
    .map((l) => l.toFixed(1))
    .join(" ")}`;
}

const words = (numbers: Readonly<Record<string, unknown>>): string =>
  Object.entries(numbers)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === "number" ? Number(value.toPrecision(4)) : String(value)}`,
    )
    .join(", ");
