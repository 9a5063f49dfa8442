import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Run, RunParameters } from "../../../lib/core";
import { preprocess, saveSplit, split } from "../../../lib/data";
import { main, withSplit } from "../../../lib/runner/commands/notebooks";
import { dataOf, openTestRun, recordFirst } from "../../report/recorded";

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "notebooks-"));
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});
afterEach(() => {
  rmSync(out, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const related = ["related/segmentation"];
const first = ["01-preprocess", ...related];
const open = (set: Record<string, unknown> = {}, more: Partial<RunParameters> = {}): Run =>
  openTestRun(out, { set: { "data.images": 40, "data.size": 16, ...set }, ...more });

/** What notebook 01 leaves of a phantom of 40 images at 16 pixels. */
async function leaveSplit(run: Run): Promise<void> {
  const { dataset } = await dataOf();
  const phantom = await preprocess({ ...dataset, name: "phantom" }, { size: 16 });
  recordFirst(run, phantom);
  saveSplit(run, phantom, split(phantom, { seed: run.seed, folder: run.folder }));
}

test("notebook 01 comes before a related one where the run folder has no split, and is not asked for twice", async () => {
  expect(await withSplit(related, open())).toEqual(first);
  expect(await withSplit(first, open())).toEqual(first);
  expect(await withSplit(["02-train-dcgan"], open())).toEqual(["02-train-dcgan"]);
});

test("a split of the same data is used; one of other images, sizes, seeds or profiles is made again", async () => {
  await leaveSplit(open());
  expect(await withSplit(related, open())).toEqual(related);
  expect(await withSplit(related, open({ "data.images": 60 }))).toEqual(first);
  expect(await withSplit(related, open({ "data.size": 32 }))).toEqual(first);
  expect(await withSplit(related, open({ "data.grouping": "cautious" }))).toEqual(first);
  expect(await withSplit(related, open({}, { seed: 2 }))).toEqual(first);
  expect(await withSplit(related, open({}, { profile: "smoke" }))).toEqual(first);
});

test("a run folder that another process is at work in is refused before anything there changes", async () => {
  writeFileSync(join(out, "lock"), `${process.ppid}\n`);
  await expect(main(["01", "--profile", "smoke", "--out", out])).rejects.toThrow(
    /^Cannot run notebooks in .*: process \d+ is at work there, expected one command at a time\./,
  );
  expect(readdirSync(out)).toEqual(["lock"]);
});
