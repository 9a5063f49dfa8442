import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, root, sum } from "../../core";
import type { Timing } from "./row-result";

const stages = ["01-preprocess", "02-train-dcgan", "03-inspect-samples", "04-tsne", "05-evaluate"];

/** A whole `npm run notebooks -- --profile quick` on the phantom, once. @returns its seconds, by notebook in `checks` */
export function quickRun(): Timing {
  const out = mkdtempSync(join(tmpdir(), "graft-quick-"));
  try {
    const checks = Object.fromEntries(stages.map((stage) => [stage, seconds(stage.slice(0, 2), out)]));
    const all = sum(Object.values(checks));
    return { median: all, min: all, peakMiB: NaN, checks };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function seconds(notebook: string, out: string): number {
  const began = performance.now();
  const args = ["run", "notebooks", "--", notebook, "--profile", "quick", "--out", out];
  const { status, stderr } = spawnSync("npm", args, { cwd: root(), encoding: "utf8" });
  if (status !== 0)
    fail(
      "time a quick run",
      `notebook ${notebook} failed with "${stderr.trim().split("\n").at(-1)}"`,
      "it to end",
      "Type npm run notebooks -- --profile quick.",
    );
  return (performance.now() - began) / 1000;
}
