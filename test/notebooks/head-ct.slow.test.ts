import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, sha256 } from "../../lib/core";
import { openRunFolder, partNames, type RunFolder } from "./run-folder";
import { runNotebooks } from "./run-notebooks";

const archive = join(root(), "../shared/data/head-ct-hemorrhage.tar");

/** Every file below a folder with the hash of its content. */
const contents = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => statSync(join(folder, file)).isFile())
      .map((file) => [file, sha256(readFileSync(join(folder, file)))]),
  );

describe.skipIf(!existsSync(archive))("the five notebooks on the Kaggle head-CT set", () => {
  const temporary = mkdtempSync(join(tmpdir(), "graft-head-ct-"));
  const data = join(temporary, "head-ct");
  let before: Map<string, string>;
  let run: RunFolder;

  beforeAll(async () => {
    mkdirSync(data);
    execFileSync("tar", ["xf", archive, "-C", data]);
    before = contents(data);
    run = openRunFolder(await runNotebooks("test-head-ct", "--profile", "smoke", "--data", data));
  }, 1_200_000);

  afterAll(() => {
    for (const folder of [temporary, join(root(), "outputs/test-head-ct")])
      rmSync(folder, { recursive: true, force: true }); // patients' images
  });

  test("read 200 slices and split them into 144, 34 and 22, each class in its share", () => {
    expect(run.metrics.data.images).toBe(200);
    expect(run.metrics.data.counts).toEqual([100, 100]);
    expect(run.metrics.data.classes).toEqual(["normal", "hemorrhage"]);
    expect(partNames.map((part) => run.parts[part].ids.length)).toEqual([144, 34, 22]);
    expect(run.parts.test.labels.filter((l) => l === 1).length).toBe(11);
  });

  test("gave the pixels that test/data/head-ct.slow.test.ts expects of preprocess()", () => {
    const expected = readFileSync(join(root(), "test/data/head-ct.slow.test.ts"), "utf8");
    expect(expected).toContain(run.metrics.data.pixels);
  });

  test("show the set's shortcut: hemorrhages lie in larger images", () => {
    const area = run.metrics.data.shortcuts.find((s) => s.auc > 0.75);
    expect(area?.auc).toBeCloseTo(0.8, 2);
  });

  test("train on 144, 200 and 344 images and answer for 22", () => {
    expect(run.metrics.arms.map(({ name, n, test }) => [name, n, test])).toEqual([
      ["original", 144, 22],
      ["synthetic", 200, 22],
      ["original+synthetic", 344, 22],
    ]);
    for (const { counts } of run.metrics.arms)
      expect(Object.values(counts!).reduce((a, b) => a + b, 0)).toBe(22);
  });

  test("write one report with the answer", () => {
    const html = run.text("report.html");
    expect(html).toContain("Does GAN augmentation help a classifier find hemorrhage?");
    expect(html).toContain("/22");
  });

  test("leave the data folder as it was", () => {
    expect(contents(data)).toEqual(before);
  });

  test("leave nothing that git would take: neither a slice nor a file of the run", () => {
    const outputs = ["check-ignore", "--quiet", run.path("metrics.json")];
    expect(spawnSync("git", outputs, { cwd: root() }).status).toBe(0);
    const options = { cwd: root(), encoding: "utf8" } as const;
    const list = execFileSync(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      options,
    );
    const secret = new Set([...before.values(), ...contents(run.path()).values()]);
    const files = list.split("\0").filter((file) => file !== "" && existsSync(join(root(), file)));
    expect(files.filter((file) => secret.has(sha256(readFileSync(join(root(), file)))))).toEqual([]);
  });
});
