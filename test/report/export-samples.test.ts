import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readJson } from "../../lib/core";
import { imageSet } from "../../lib/data/image-set";
import { exportSamples } from "../../lib/report";
import type { ExportableSamples } from "../../lib/report/export-samples";
import { openTestRun } from "./recorded";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "export-"))));
afterEach(() => rmSync(out, { recursive: true }));

function samplesOf(name: string, refusals: readonly string[]): ExportableSamples {
  const pixels = Float32Array.from({ length: 2 * 4 }, (_, k) => k / 4 - 1);
  return {
    name,
    samples: imageSet("synthetic", {
      foldId: "f",
      seen: ["i1"],
      ids: ["a", "b"],
      labels: [0, 0],
      size: 2,
      pixels,
    }),
    gan: { hash: "h", trainIds: ["i1"], seed: 1, steps: 5 },
    memorisation: { finding: "shows signs", sentence: "shows signs: x", refusals },
  };
}
const classes = [
  samplesOf("normal, left", []),
  samplesOf("hemorrhage", ["2 of 2 samples copy training images."]),
];

test("exportSamples() writes images, labels and their origin, and leaves out by default what copies", async () => {
  const run = openTestRun(out);
  const lines = await exportSamples(run, classes);
  expect(lines[0]).toMatch(/^normal, left: 2 images in .*samples/);
  expect(lines[1]).toMatch(
    /^hemorrhage: not exported\. 2 of 2 samples copy .* \{ despiteRefusals: true \}\.$/,
  );
  expect(existsSync(run.path("samples", "hemorrhage"))).toBe(false);
  const files = readdirSync(run.path("samples", "normal, left")).sort();
  expect(files).toEqual(["00000.png", "00001.png"]);
  const { data } = await sharp(run.path("samples", "normal, left", "00001.png"))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([128, 159, 191, 223]);
  expect(readFileSync(run.path("samples", "labels.csv"), "utf8").split("\n")).toEqual([
    "file,label",
    '"normal, left/00000.png","normal, left"',
    '"normal, left/00001.png","normal, left"',
    "",
  ]);
});

test("exportSamples() writes a refused class when told to, and its origin names the reasons", async () => {
  const run = openTestRun(out);
  const lines = await exportSamples(run, classes, { despiteRefusals: true });
  expect(lines[1]).toMatch(/^hemorrhage: 2 images/);
  const { classes: written } = readJson<{
    classes: { class: string; memorisation: { refusals: string[] } }[];
  }>(run.path("samples", "provenance.json"), "");
  expect(written.map((c) => c.memorisation.refusals.length)).toEqual([0, 1]);
});

test("exportSamples() writes nothing where every class is refused, and removes what an earlier run wrote", async () => {
  const run = openTestRun(out);
  await exportSamples(run, classes.slice(0, 1));
  await exportSamples(run, classes.slice(1));
  expect(existsSync(run.path("samples"))).toBe(false);
});

test("exportSamples() keeps to the run's folder, whatever a class is called", async () => {
  const run = openTestRun(out);
  await exportSamples(run, [samplesOf("../../outside", [])]);
  const folders = readdirSync(run.path("samples"), { withFileTypes: true }).filter((f) => f.isDirectory());
  expect(folders.map(({ name }) => name)).toEqual(["--..-outside"]);
});
