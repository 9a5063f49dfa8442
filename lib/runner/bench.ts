import { parseArgs } from "node:util";
import { fail } from "../core";
import { engineName, ready, tf } from "../engine";
import { type BenchCase, benchCases } from "./bench-cases";
import { main as benchConvolutions } from "./bench-convolutions";
import { benchKernels } from "./bench-kernel";
import { median } from "./median";

const secondsEach = 28;
const columns = ["", "ours median", "min", "tf.layers median", "min", "ours/tf.layers", "rounds"];
const firstWidth = 36;

/**
 * Prints how long a training step takes: the paper's and the small DCGAN with and without penalty, and ResNet-50, with
 * the project's layers beside tfjs' own. Both take turns in one process, so that a busy machine slows both.
 *
 * @param args `--rounds N` (default 8; fewer where a case would take more than half a minute); after the word `kernel`
 *   the kernels are measured in their stead
 * @returns 0
 * @throws InputError for other arguments
 */
export async function main(args: readonly string[]): Promise<number> {
  const [subject, ...rest] = args;
  if (subject === "kernel") return benchKernels(roundsOf(rest));
  if (subject === "convolutions") return benchConvolutions();
  const rounds = roundsOf(args);
  await ready();
  console.log(`bench: ${engineName()}, 32 x 32 x 1 images; seconds a step`);
  console.log(line(columns));
  let compared = false;
  for (const make of benchCases()) {
    const bench = await make();
    const { ours, plain } = measure(bench, rounds);
    compared ||= plain.length > 0;
    const ratio =
      plain.length > 0 ? [...both(plain), (median(ours) / median(plain)).toFixed(2)] : ["", "", ""];
    console.log(line([bench.name, ...both(ours), ...ratio, String(ours.length)]));
    tf.disposeVariables();
  }
  console.log(`bench: at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB held`);
  if (compared)
    console.log(
      "bench: tf.layers with penalty uses our leaky ReLU, since tfjs' own cannot be differentiated twice",
    );
  return 0;
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) =>
      i === 0 ? cell.padEnd(firstWidth) : cell.padStart(Math.max(6, (columns[i] ?? "").length)),
    )
    .join("  ");
}

function roundsOf(args: readonly string[]): number {
  let given: string | undefined;
  try {
    given = parseArgs({ args: [...args], options: { rounds: { type: "string" } } }).values.rounds;
  } catch {
    return fail(
      "run the benchmark",
      `arguments "${args.join(" ")}"`,
      "--rounds N",
      "Type npm run bench -- --rounds 8.",
    );
  }
  const rounds = Number(given ?? 8);
  if (!Number.isInteger(rounds) || rounds < 1)
    fail(
      "run the benchmark",
      `--rounds ${given}`,
      "a whole number from 1",
      "Type npm run bench -- --rounds 8.",
    );
  return rounds;
}

/** Times of a case's two forms in turn, after one round to warm up. */
function measure(bench: BenchCase, rounds: number): { ours: number[]; plain: number[] } {
  const times = { ours: [] as number[], plain: [] as number[] };
  const began = performance.now();
  for (let round = 0; round <= rounds; round++) {
    if (round > 1 && (performance.now() - began) / 1000 > secondsEach) break;
    const [ours, plain] = [seconds(bench.ours), bench.plain && seconds(bench.plain)];
    if (round === 0) continue;
    times.ours.push(ours);
    if (plain !== undefined) times.plain.push(plain);
  }
  return times;
}

function seconds(step: () => void): number {
  const began = performance.now();
  step();
  return (performance.now() - began) / 1000;
}

const both = (values: readonly number[]): string[] => [
  median(values).toFixed(3),
  Math.min(...values).toFixed(3),
];
