import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { engineName, ready } from "../../engine";
import type { Answer, BenchCase, Ready } from "./bench-case";
import type { ConvergenceOptions } from "./cases/convergence";
import type { GanCaseOptions } from "./cases/gan";
import type { PointsFile } from "./points-file";

type Make = (options: never) => Promise<BenchCase>;

/** Our contenders by name; each file is loaded only in the process that times it. */
const cases: Readonly<Record<string, Make>> = {
  gan: async (options: GanCaseOptions) => (await import("./cases/gan")).gan(options),
  wgan: async () => (await import("./cases/wgan")).wgan(),
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

/** `child.ts NAME OPTIONS`: prepares, then answers each line `go N` by the times of N steps; a line is a JSON. */
async function main(): Promise<void> {
  const [name = "", options = "{}"] = process.argv.slice(2);
  await ready();
  const make = cases[name];
  if (!make) throw new Error(`there is no case ${name}`);
  const { prepare, step, checks } = await make(JSON.parse(options) as never);
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
    say({ seconds, peakMiB: peakMiB(), checks: checks?.() ?? {} });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
