import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../lib/core";
import { phantom } from "../../lib/data";
import { encoded } from "../data/made-folder";
import { openRunFolder } from "./run-folder";
import { runNotebooks } from "./run-notebooks";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Phantoms in a folder per class; `name` gives the path of an image in it. */
async function folderOf(
  counts: Readonly<Record<"hemorrhage" | "normal", number>>,
  name: (i: number) => string = String,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "few-images-"));
  made.push(folder);
  const left = { ...counts };
  for (const { label, width, height, grey } of phantom({ images: 400, seed: 7 }).slices) {
    const kind = label === 1 ? "hemorrhage" : "normal";
    if (left[kind] === 0) continue;
    const file = join(folder, kind, `${name(--left[kind])}.png`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, await encoded(grey, [width, height, 1]));
  }
  return folder;
}

test("ten images of one class and 150 of the other go through all notebooks; measures say what they need", async () => {
  const data = await folderOf({ hemorrhage: 10, normal: 150 });
  const { metrics, text } = openRunFolder(
    await runNotebooks("test-few-images", "--profile", "smoke", "--data", data),
  );
  expect(metrics.data.counts).toEqual([150, 10]);
  const [many, few] = metrics.samples;
  expect(many!.kid.trained).toBeTypeOf("number");
  expect(few!.heldOut).toBeLessThan(4);
  expect([few!.kid.trained, few!.recall, few!.c2st]).toEqual([null, null, null]);
  expect(few!.notMeasured?.["kid"]).toBe("needs 4 held-out images");
  expect(few!.nearestRatio).toBeTypeOf("number");
  expect(metrics.arms).toHaveLength(3);
  expect(text("report.html")).toContain("needs 4 held-out images");
  const written = text("report.html").replace(/base64,[\w+/=]+/g, "") + text("metrics.json");
  expect(written).not.toMatch(/\bNaN\b/);
}, 1_200_000);

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
    const data = await folderOf({ hemorrhage: 12, normal: 12 }, (i) => `p${i % patients}_${i}`);
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
