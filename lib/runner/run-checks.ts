import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { duration, root } from "../core";

/** One step of `npm test`: a program whose exit code says whether it passed. */
export interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** A program of node_modules/.bin as a check. */
export function tool(name: string, program: string, ...args: string[]): Check {
  return { name, program: join(root(), "node_modules/.bin", program), args };
}

/** A Vitest run; its tests are counted one by one. */
export function vitest(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Check {
  const json = ["--reporter=dot", "--reporter=json", `--outputFile.json=${resultFile(name)}`];
  return {
    ...tool(name, "vitest", "run", "--config", ".ci/vitest.config.mts", ...json, ...args),
    environment,
  };
}

const resultFile = (name: string): string =>
  join(root(), ".cache/tests", `${name.replace(/\W+/g, "-")}.json`);

/**
 * Runs checks one after the other, all of them whatever fails, and ends with `N passed, N failed`.
 * @returns 0 when everything passed, else 1
 */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  mkdirSync(join(root(), ".cache/tests"), { recursive: true });
  const began = Date.now();
  let passed = 0;
  const failed: string[] = [];
  for (const check of checks) {
    const start = Date.now();
    console.log(`\n== ${check.name}`);
    rmSync(resultFile(check.name), { force: true });
    const code = await runOne(check);
    const counted = counts(check.name);
    passed += counted?.passed ?? (code === 0 ? 1 : 0);
    if (counted) failed.push(...counted.failed);
    if (code !== 0 && (counted?.failed.length ?? 0) === 0) failed.push(check.name);
    console.log(
      `== ${check.name}: ${code === 0 ? "passed" : "FAILED"} in ${duration((Date.now() - start) / 1000)}`,
    );
  }
  console.log(`\nall checks: ${duration((Date.now() - began) / 1000)}`);
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function runOne({ program, args, environment }: Check): Promise<number> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { cwd: root(), stdio: ["ignore", "inherit", "inherit"], env });
  return new Promise((done) => child.on("close", (code) => done(code ?? 1)).on("error", () => done(1)));
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
