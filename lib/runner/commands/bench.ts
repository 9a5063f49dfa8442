import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { readJson, root, writeJson } from "../../core";
import { benchClassical } from "../bench/bench-classical";
import { benchConvergence } from "../bench/bench-convergence";
import { benchConvolutions } from "../bench/bench-convolutions";
import { benchKernels, kernelStart } from "../bench/bench-kernels";
import { benchLooks } from "../bench/bench-looks";
import { benchMachines } from "../bench/machines/bench-machines";
import { benchMetrics } from "../bench/bench-metrics";
import { benchMnist } from "../bench/bench-mnist";
import { benchMnistLabels } from "../bench/bench-mnist-labels";
import { benchNotebook } from "../bench/bench-notebook";
import { benchOptions, type BenchOptions, type BenchTable } from "../bench/bench-options";
import { benchPneumoniaMnist } from "../bench/bench-pneumoniamnist";
import { benchRows, type Row } from "../bench/bench-rows";
import { benchScale } from "../bench/bench-scale";
import { benchVerdicts } from "../bench/verdicts/bench-verdicts";
import { measureRow } from "../bench/measure-row";
import { quickRun } from "../bench/quick-run";
import { rowResult, type RowResult } from "../bench/row-result";
import { benchRay } from "../bench/ray/bench-ray";
import { benchTruth } from "../bench/truth/bench-truth";
import { tableHead, tableOfRuns, tableRow } from "../bench/row-table";

const secondsEach = { alone: 12, withPeers: 90 };

/** Tables of their own, by the word they are asked for with. */
const tables: Readonly<Record<string, BenchTable>> = {
  kernel: { flags: ["rounds"], run: ({ rounds }) => benchKernels(rounds) },
  convolutions: { flags: [], run: () => benchConvolutions() },
  notebook: { flags: ["rounds"], run: ({ rounds }) => benchNotebook(rounds) },
  scale: { flags: ["json"], run: ({ json }) => benchScale(json) },
  convergence: { flags: ["json"], run: ({ json }) => benchConvergence(json) },
  classical: { flags: ["json"], run: benchClassical },
  looks: { flags: ["rounds"], run: ({ rounds }) => benchLooks(rounds) },
  metrics: { flags: ["json"], run: ({ json }) => benchMetrics(json) },
  verdicts: { flags: ["json"], run: ({ json }) => benchVerdicts(json) },
  machines: { flags: ["json"], run: ({ json }) => benchMachines(json) },
  ray: { flags: [], run: () => benchRay() },
  mnist: { flags: ["data", "json"], run: (options) => benchMnist(options) },
  "mnist-labels": { flags: ["data", "json"], run: (options) => benchMnistLabels(options) },
  pneumoniamnist: { flags: ["data", "json"], run: benchPneumoniaMnist },
};

/**
 * `npm run bench -- [ROW ...] [--peers] [--json FILE] [--rounds N]`: seconds of what the project spends its time on, and
 * of the same work by Python's libraries, in turns. A word of `tables`, or `truth`, asks instead for a table or a check of its own,
 * listed in lib/runner/bench/README.md and described at its function. `table FILE ...` prints what `--json` has written.
 *
 * @returns 0; of a check that failed 1
 * @throws InputError for other arguments
 */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "table") return printRuns(args.slice(1));
  if (args[0] === "truth") return benchTruth(args.slice(1));
  const table = tables[args[0] ?? ""];
  const rows = benchRows(join(root(), ".cache/bench/points"));
  const names = [...rows.map(({ name }) => name), "kernel-start", "quick-run"];
  const long = new Set([...rows.filter(({ isLong }) => isLong).map(({ name }) => name), "quick-run"]);
  const options = benchOptions(args, names, long, tables);
  if (options === undefined) return 0;
  if (table) return table.run(options);
  console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}; seconds`);
  console.log(tableHead);
  const versions: Record<string, string> = { node: process.version };
  const results: RowResult[] = [];
  for (const name of options.rows) {
    const result = await measure(name, rows, options, versions);
    results.push(result);
    console.log(tableRow(result));
    if (options.json !== undefined) writeRows(options.json, results, versions, args); // what fails later loses nothing
  }
  printChecks(results);
  console.log(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  );
  return 0;
}

function writeRows(
  file: string,
  rows: readonly RowResult[],
  versions: Readonly<Record<string, string>>,
  args: readonly string[],
): void {
  const command = `npm run bench -- ${args.join(" ")}`.trim();
  writeJson(file, { date: new Date().toISOString(), machine: machine(), versions, command, rows });
}

/** `npm run bench -- table FILE ...`: the table of lib/runner/bench/README.md, from what `--json` has written. */
function printRuns(files: readonly string[]): number {
  const remedy = "Write it by npm run bench -- --peers --json FILE.";
  console.log(tableOfRuns(files.map((file) => readJson<{ rows: RowResult[] }>(resolve(file), remedy))));
  return 0;
}

async function measure(
  name: string,
  rows: readonly Row[],
  { rounds, withPeers }: BenchOptions,
  versions: Record<string, string>,
): Promise<RowResult> {
  const row = rows.find((known) => known.name === name);
  if (row === undefined)
    return name === "kernel-start"
      ? kernelStart(rounds, withPeers)
      : rowResult(name, quickRun(), { peers: {} });
  const seconds = withPeers ? secondsEach.withPeers : secondsEach.alone;
  const { versions: found, ...result } = await measureRow(row, { rounds, withPeers, seconds });
  Object.assign(versions, found);
  return result;
}

/** Prints the numbers that must agree between contenders. */
function printChecks(results: readonly RowResult[]): void {
  for (const { name, checks, peers } of results) {
    const sides = [
      ["graft", checks] as const,
      ...Object.entries(peers).map(([peer, t]) => [peer, t.checks] as const),
    ].filter(([, numbers]) => Object.keys(numbers).length > 0);
    const texts = sides.map(([who, numbers]) => `${who} ${formatChecks(numbers)}`);
    if (texts.length > 0) console.log(`${name}: ${texts.join("; ")}`);
  }
}

function machine(): string {
  const [first] = cpus();
  const load = loadavg().map((l) => l.toFixed(1));
  return `${first?.model.trim()} x ${cpus().length}, load ${load.join(" ")}`;
}

function formatChecks(numbers: Readonly<Record<string, unknown>>): string {
  const format = (value: unknown): string =>
    typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${format(value)}`)
    .join(", ");
}
