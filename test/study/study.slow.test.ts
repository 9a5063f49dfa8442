import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import type { StudyResults } from "../../lib/study";

// `npm run study` as it is typed, on the phantom with the smallest networks.

const folder = mkdtempSync(join(tmpdir(), "graft-study-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a study. @param stopAfter sends one interrupt, once the output has this text: a second one ends it there and then */
function study(args: readonly string[], stopAfter?: string): Promise<Ended> {
  const few = ["--set", "data.images=80"]; // finding duplicates takes longer than the trainings otherwise
  const asked = args.includes("--resume") ? [] : ["--profile", "smoke", ...few]; // what is resumed was asked for before
  const command = ["lib/setup/bootstrap.mjs", "study", "--out", folder, ...asked, ...args];
  const child = spawn(process.execPath, command, { cwd: root(), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let isStopped = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (isStopped || stopAfter === undefined || !said.includes(stopAfter)) return;
      isStopped = child.kill("SIGINT");
    });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, said });
    });
  });
}
const finished = (): string[] =>
  existsSync(join(folder, "trials")) ? readdirSync(join(folder, "trials")) : [];

describe("npm run study", () => {
  test("--plan says how large it is, what it could tell, and trains nothing", async () => {
    const { code, said } = await study(["--plan"]);
    expect(code).toBe(0);
    expect(said).toMatch(
      /80 images in \d+ groups \(guessed\), 2 folds x 1 repeat x 1 seed: 20 trials, 0 of them finished/,
    );
    expect(said).toMatch(/2 {8}1 {6}20 .* none: it would take more than 100 points/); // of 80 images in 2 folds
    expect(readdirSync(folder)).toEqual([]);
  });

  test("--hours too few for any training ends at once, says so, and gives no number", async () => {
    const { code, said } = await study(["--hours", "0.00001"]);
    expect(code).toBe(0);
    expect(said).toContain("time is up: 0 of 20 trials are finished");
    expect(finished()).toEqual([]);
    const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as StudyResults;
    expect(results).toMatchObject({ finished: 0, comparisons: [] });
  });

  test("stopped half-way, it leaves no process and resumes from there", async () => {
    const stopped = await study([], "[3/20]");
    expect(stopped.code).not.toBe(0);
    expect(stopped.said).toContain("Finished trials are kept");
    const before = finished();
    expect(before.length).toBeGreaterThanOrEqual(3);
    expect(before.length).toBeLessThan(20);
    const { code, said } = await study([]);
    expect(code).toBe(0);
    expect(said).toMatch(new RegExp(`${before.length} of them finished`));
    expect(finished()).toHaveLength(20);
  });

  test("gives every arm and baseline, a comparison each, a report and nothing in its work folder", () => {
    const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as StudyResults;
    expect(results).toMatchObject({ finished: 20, trials: 20, folds: 2 });
    expect(results.summaries).toHaveLength(13); // seven arms, six baselines
    expect(results.summaries.every((s) => s.images === 80)).toBe(true);
    expect(results.comparisons.map((c) => c.arm)).toHaveLength(6);
    const report = readFileSync(join(folder, "report.html"), "utf8");
    for (const words of ["original+synthetic", "The paper's claims", "impossible", "Warnings", "How to cite"])
      expect(report).toContain(words);
    expect(report).not.toContain("NaN");
    expect(readdirSync(join(folder, "work"))).toEqual([]);
  });

  test("does no finished trial twice, and with a changed setting only what depends on it", async () => {
    const { said } = await study(["--resume"]);
    expect(said).toContain("20 of them finished");
    expect(said).not.toContain("[1/");
    expect(said).not.toMatch(/absl|oneDNN/); // it has loaded TensorFlow, whose lines say nothing to who typed the command
    expect(said).toMatch(/cannot be tested +accuracy of synthetic: paper 60\.61 %, here \d/);
    const changed = await study(["--plan", "--set", "samples.count=21"]);
    // two GANs per fold, original, original+classical, baselines stay
    expect(changed.said).toContain("20 trials, 10 of them finished");
    // a plan changes nothing of the study that is there
    expect((await study(["--resume", "--plan"])).said).toContain("20 trials, 20 of them finished");
  });
});
