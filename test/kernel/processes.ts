import { existsSync, readFileSync, readdirSync } from "node:fs";
import { afterAll, afterEach } from "vitest";
import { startKernel, stopKernels, type Kernel } from "./client";
import { pause } from "./interrupting";
import { workspace, type Workspace } from "./workspace";

const places: Workspace[] = [];

/** Ends the kernels of each test and removes their folders. */
export function endAfterwards(): void {
  afterEach(stopKernels);
  afterAll(() => places.forEach((place) => place.remove()));
}

/** Starts a kernel that ends with its test. */
export async function started(): Promise<Kernel> {
  const place = workspace({
    "lib/shared.ts": "export const shared = 1;\nexport const leave = (): void => process.exit(4);\n",
  });
  places.push(place);
  return startKernel({ cwd: place.notebooks });
}

/** Processes that stand below one, by /proc: empty where there is none. */
export function descendants(pid: number): number[] {
  if (!existsSync("/proc")) return [];
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parent(Number(name))]);
  const below = (of: number): number[] =>
    parents.filter(([, p]) => p === of).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

function parent(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
  } catch {
    return 0;
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync("/proc") || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Has every one of these processes ended within so many seconds? */
export async function gone(pids: readonly number[], seconds: number): Promise<boolean> {
  for (let i = 0; i < seconds * 20 && pids.some(runs); i++) await pause(50);
  return !pids.some(runs);
}
