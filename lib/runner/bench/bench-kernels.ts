import { setTimeout as wait } from "node:timers/promises";
import { cpus, loadavg } from "node:os";
import { ownKernels, peers } from "./kernel-peers";
import { startKernel, type KernelCommand } from "./start-kernel";
import { rowResult, timing, type RowResult } from "./row-result";
import { median } from "../../core/arrays";
import { fail } from "../../core/errors";

/** Measurements of a kernel, in the order of the table's columns. */
const measures = {
  first: "start to first result, s",
  cell: "small cell, ms",
  tfjs: "import of tfjs, s",
  cellAfter: "small cell after it, ms",
  memory: "idle memory, MiB",
} as const;
type Measure = keyof typeof measures;
type Round = Readonly<Record<Measure, number>>;

const cells = 15;
const tfjs = 'import * as tf from "@tensorflow/tfjs";\ntf.version_core';

/**
 * Prints what starting and using a kernel costs: the project's, with and without its snapshot, beside plain tslab,
 * Deno's and two of Python. They take turns, so that a busy machine slows all; a first round warms up and does not count. A cell is
 * measured until its reply; memory one second after the first result.
 *
 * @returns 0
 */
export async function benchKernels(rounds: number): Promise<number> {
  const results = await measureKernels([...ownKernels(), ...peers()], rounds);
  const load = loadavg().map((l) => l.toFixed(1));
  console.log(
    `bench: ${cpus()[0]?.model.trim()} x ${cpus().length}, load ${load.join(" ")}, Node ${process.version}`,
  );
  console.log(line(["medians (range)", ...Object.values(measures), "rounds"]));
  for (const [name, values] of results) console.log(line([name, ...row(values), String(values.length)]));
  return 0;
}

/** The row `kernel-start` of the benchmark: seconds from the start of a kernel to its first result. */
export async function kernelStart(rounds: number, withPeers: boolean): Promise<RowResult> {
  const kernels = [...ownKernels().slice(0, 1), ...(withPeers ? peers() : [])];
  const results = await measureKernels(kernels, rounds);
  return kernelRow(results);
}

/**
 * The rounds of kernels as a row, the first of them ours. One that has never answered is absent.
 * @throws InputError where ours has not
 */
export function kernelRow(
  rounds: ReadonlyMap<string, readonly Pick<Round, "first" | "memory">[]>,
): RowResult {
  const answered = [...rounds].filter(([, values]) => values.length > 0);
  const [ours, ...others] = answered.map(([name, values]) => {
    const answers = values.map(({ first, memory }) => ({ seconds: [first], peakMiB: memory, checks: {} }));
    return [name, timing(answers)] as const;
  });
  const [own] = rounds.keys();
  if (ours === undefined || ours[0] !== own)
    fail("time the start of a kernel", `no answer of ${own}`, "one", "The lines above say why.");
  return rowResult("kernel-start", ours[1], { peers: Object.fromEntries(others) });
}

async function measureKernels(
  kernels: readonly KernelCommand[],
  rounds: number,
): Promise<Map<string, Round[]>> {
  const results = new Map<string, Round[]>(kernels.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const kernel of kernels) {
      const measured = await measure(kernel);
      if (round > 0 && measured) results.get(kernel.name)?.push(measured);
    }
  return results;
}

async function measure(kernel: KernelCommand): Promise<Round | undefined> {
  const began = performance.now();
  const running = await startKernel(kernel);
  try {
    await running.execute("1 + 1");
    const first = (performance.now() - began) / 1000;
    await wait(1000);
    const memory = running.memory();
    const cellOf = smallCellOf[kernel.language ?? "TypeScript"];
    const cell = await smallCells(running.execute, (i) => cellOf("a", i));
    if (kernel.language === "Python") return { first, memory, cell, tfjs: NaN, cellAfter: NaN };
    const took = await running.execute(tfjs);
    const cellAfter = await smallCells(running.execute, (i) => cellOf("b", i));
    return { first, memory, cell, tfjs: took, cellAfter };
  } catch (error) {
    if (running.isStopped()) throw error;
    console.log(`bench: ${kernel.name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    await running.end();
  }
}

const smallCellOf = {
  TypeScript: (name: string, i: number) => `const ${name}${i} = ${i};\n${name}${i} + 1`,
  Python: (name: string, i: number) => `${name}${i} = ${i}\n${name}${i} + 1`,
} as const;

/** Median of a few small cells, ms; the first ones, which the compiler still warms up in, do not count. */
async function smallCells(
  execute: (code: string) => Promise<number>,
  cellOf: (i: number) => string,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < cells + 3; i++) {
    const seconds = await execute(cellOf(i));
    if (i >= 3) times.push(seconds * 1000);
  }
  return median(times);
}

function row(rounds: readonly Round[]): string[] {
  return (Object.keys(measures) as Measure[]).map((measure) => {
    const values = rounds.map((round) => round[measure]).filter(Number.isFinite);
    if (values.length === 0) return "-";
    const digits = measures[measure].endsWith(" s") ? 2 : measure === "memory" ? 0 : 1;
    const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)];
    return `${middle.toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
  });
}

const line = (columns: readonly string[]): string => `| ${columns.join(" | ")} |`;
