import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../lib/core";
import { phantom } from "../../lib/data";
import { encoded } from "../data/made-folder";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Twelve phantoms of each class in a folder per class; `name` names an image by its number in it. */
async function folderOf(name: (i: number) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "few-images-"));
  made.push(folder);
  const written = { hemorrhage: 0, normal: 0 };
  for (const { label, width, height, grey } of phantom({ images: 24, seed: 7 }).slices) {
    const kind = label === 1 ? "hemorrhage" : "normal";
    mkdirSync(join(folder, kind), { recursive: true });
    const file = join(folder, kind, `${name(written[kind]++)}.png`);
    writeFileSync(file, await encoded(grey, [width, height, 1]));
  }
  return folder;
}

/** Runs a command that is to be refused. @returns what it printed, its exit code not being 0 */
function refusal(...args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const program = ["lib/setup/bootstrap.mjs", ...args];
    execFile(process.execPath, program, { cwd: root(), maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error) done(stdout + stderr);
      else failed(new Error(`it was not refused:\n${stdout}`));
    });
  });
}

test.each([
  {
    what: "two patients of a class",
    patients: 2,
    study: /2 of hemorrhage.*at least 4 groups of each class/,
  },
  {
    what: "three patients per class",
    patients: 3,
    study: /Cannot divide the images into 5 folds: .*at least 4 groups of each class/,
  },
])(
  "$what: a study is refused by --plan in one line, the notebooks by 01 or not at all",
  async ({ patients, study }) => {
    const data = await folderOf((i) => `p${i % patients}_${i}`);
    const named = ["--data", data, "--set", "data.groupPattern=([a-z]+/p\\d+)_"];
    const planned = await refusal("study", "--plan", ...named);
    expect(planned).toMatch(study);
    expect(planned).not.toMatch(/^\s+at /m);
    if (patients >= 3) return;
    const out = join(root(), "outputs", "test-few-patients");
    made.push(out);
    rmSync(out, { recursive: true, force: true });
    const ended = await refusal("notebooks", "--profile", "smoke", ...named, "--out", out);
    expect(ended).toMatch(
      /notebook 01-preprocess failed .*\nCannot split the data set: .*data\.grouping=none/,
    );
    expect(ended).not.toMatch(/^\s+at |Traceback|absl/m);
    const saved = readFileSync(join(out, "notebooks", "01-preprocess.failed.ipynb"), "utf8");
    expect(saved).toContain("Cannot split the data set");
    expect(existsSync(join(out, "models"))).toBe(false);
  },
  600_000,
);
