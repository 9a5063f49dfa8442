import type { SpawnOptions } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { duration, root } from "../core";
import { spawnGroup } from "./process-group";

/** One step of `npm test`: a program whose exit code says whether it passed. */
export interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Uses one processor for long: runs beside its neighbours that do, and its output comes when it has ended. */
  readonly isSingle?: boolean;
}

/** A program of node_modules/.bin that reads the sources, as a check. */
export function tool(name: string, program: string, ...args: string[]): Check {
  return { name, program: join(root(), "node_modules/.bin", program), args, isSingle: true };
}

/** A Vitest run; its tests are counted one by one. */
export function vitest(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Check {
  const json = ["--reporter=dot", "--reporter=json", `--outputFile.json=${resultFile(name)}`];
  return {
    ...tool(name, "vitest", "run", "--config", ".ci/vitest.config.mts", ...json, ...args),
    environment,
    isSingle: false,
  };
}

const resultFile = (name: string): string =>
  join(root(), ".cache/tests", `${name.replace(/\W+/g, "-")}.json`);

/**
 * Runs checks one after the other, those of one processor side by side, all of them whatever fails, and ends with `N passed,
 * N failed`. A signal to end stops those that run with all their processes, and no further one begins.
 * @returns 0 when everything passed, else 1
 */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  mkdirSync(join(root(), ".cache/tests"), { recursive: true });
  const began = Date.now();
  let passed = 0;
  const failed: string[] = [];
  for (const group of sideBySide(checks)) {
    for (const { name } of group) rmSync(resultFile(name), { force: true });
    const ended = await Promise.all(group.map((check) => runOne(check)));
    for (const [k, { name }] of group.entries()) {
      const { code, output, seconds } = ended[k]!;
      if (group[k]!.isSingle === true) process.stdout.write(`\n== ${name}\n${output}`);
      const counted = counts(name);
      passed += counted?.passed ?? (code === 0 ? 1 : 0);
      if (counted) failed.push(...counted.failed);
      if (code !== 0 && (counted?.failed.length ?? 0) === 0) failed.push(name);
      console.log(`== ${name}: ${code === 0 ? "passed" : "FAILED"} in ${duration(seconds)}`);
    }
    if (ended.some(({ isStopped }) => isStopped)) {
      failed.push("stopped: what follows was not run");
      break;
    }
  }
  console.log(`\nall checks: ${duration((Date.now() - began) / 1000)}`);
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

/** Neighbours that take one processor each, together; every other check alone. */
function sideBySide(checks: readonly Check[]): Check[][] {
  const groups: Check[][] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    if (check.isSingle === true && last?.[0]?.isSingle === true && last.length < availableParallelism())
      last.push(check);
    else groups.push([check]);
  }
  return groups;
}

interface Ended {
  readonly code: number;
  /** What it printed, where it was not shown as it came. */
  readonly output: string;
  readonly seconds: number;
  /** By a signal to this process. */
  readonly isStopped: boolean;
}

async function runOne({ name, program, args, environment, isSingle = false }: Check): Promise<Ended> {
  const began = Date.now();
  const env = { ...process.env, ...environment };
  if (!isSingle) console.log(`\n== ${name}`);
  const printed = isSingle ? "pipe" : "inherit";
  const options: SpawnOptions = { cwd: root(), stdio: ["ignore", printed, printed], env };
  const { child, ended, isStopped } = spawnGroup(program, args, options, "SIGTERM");
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => output.push(part));
  const code = (await ended) ?? 1;
  return {
    code,
    output: Buffer.concat(output).toString(),
    seconds: (Date.now() - began) / 1000,
    isStopped: isStopped(),
  };
}

interface VitestResult {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function counts(name: string): { passed: number; failed: string[] } | undefined {
  let result: VitestResult;
  try {
    result = JSON.parse(readFileSync(resultFile(name), "utf8")) as VitestResult;
  } catch {
    return undefined;
  }
  const failed = result.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((t) => t.status === "failed").map((t) => t.fullName);
    return tests.length > 0 || file.status !== "failed" ? tests : [`${file.name} (did not load)`];
  });
  return { passed: result.numPassedTests, failed };
}
