import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { resolveSettings } from "../../core";
import { engineName, ready, useEngine } from "../../engine";
import type { Answer, BenchCase, CaseOptions, Ready } from "./bench-case";
import type { ConvergenceOptions } from "./cases/convergence";
import type { CycleGanCaseOptions } from "./cases/cyclegan";
import type { GanCaseOptions } from "./cases/gan";
import type { PgganCaseOptions } from "./cases/pggan";
import type { PointsFile } from "./points-file";

type Make = (options: never) => Promise<BenchCase>;

/** Our contenders by name; each file is loaded only in the process that times it. */
const cases: Readonly<Record<string, Make>> = {
  gan: async (options: GanCaseOptions) => (await import("./cases/gan")).gan(options),
  cyclegan: async (options: CycleGanCaseOptions) => (await import("./cases/cyclegan")).cycleGanCase(options),
  wgan: async () => (await import("./cases/wgan")).wgan(),
  pggan: async (options: PgganCaseOptions) => (await import("./cases/pggan")).pgganStep(options),
  convergence: async (options: ConvergenceOptions) =>
    (await import("./cases/convergence")).convergence(options),
  firstEpoch: async (options: ConvergenceOptions) =>
    (await import("./cases/convergence")).firstEpoch(options),
  classifier: async (options: { filters: number; depth: "18" | "50"; batch: number; size: number }) =>
    (await import("./cases/classifier")).classifier(options),
  inference: async (options: { images: number }) => (await import("./cases/classifier")).inference(options),
  generate: async (options: { images: number }) => (await import("./cases/generation")).generation(options),
  kid: async (options: { file: PointsFile }) => (await import("./cases/quality")).kidAndPrdc(options),
  training: async ({ file }: { file: string }) => {
    const { timedTraining } = await import("./timed-training");
    return { prepare: () => undefined, step: () => timedTraining(file) };
  },
  tsne: async (options: { file: PointsFile }) => (await import("./cases/quality")).layout(options),
};

/** Linux keeps the peak of the program itself; getrusage's is at least that of the process that started it. */
function peakMiB(): number {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    if (kib !== undefined) return Number(kib) / 1024;
  } catch {
    // no Linux
  }
  return process.resourceUsage().maxRSS / 1024;
}

function useSettings(set: CaseOptions["set"]): void {
  useEngine({ settings: resolveSettings("quick", set) });
}

/** Relative distance, by root mean squares, of a case's numbers from those of the engine's default. */
async function errorOf(
  make: (options: CaseOptions) => Promise<BenchCase>,
  asked: CaseOptions,
): Promise<number> {
  const numbers = async (set: CaseOptions["set"]): Promise<Float64Array> => {
    useSettings(set);
    return Float64Array.from((await make(asked)).numbers?.() ?? []);
  };
  const [own, wanted] = [await numbers(asked.set), await numbers({})];
  const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
  return norm(own.map((x, i) => x - (wanted[i] as number))) / norm(wanted);
}

/** `child.ts NAME OPTIONS`: prepares, then answers each line `go N` by the times of N steps; a line is a JSON. */
async function main(): Promise<void> {
  const [name = "", options = "{}"] = process.argv.slice(2);
  await ready();
  const make = cases[name];
  if (!make) throw new Error(`there is no case ${name}`);
  const asked = JSON.parse(options) as CaseOptions & { readonly error?: boolean };
  const error = asked.error === true ? await errorOf(make as never, asked) : undefined;
  useSettings(asked.set);
  const { prepare, step, checks } = await make(asked as never);
  await prepare();
  const say = (line: Ready | Answer): void => void process.stdout.write(JSON.stringify(line) + "\n");
  say({ versions: { engine: engineName(), node: process.version } });
  for await (const line of createInterface({ input: process.stdin })) {
    const seconds: number[] = [];
    for (let i = Number(line.split(" ")[1]); i > 0; i--) {
      const began = performance.now();
      await step();
      seconds.push((performance.now() - began) / 1000);
    }
    say({ seconds, peakMiB: peakMiB(), checks: checks?.() ?? {}, ...(error !== undefined && { error }) });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
