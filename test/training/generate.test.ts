import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, basename, join } from "node:path";
import { expect, test } from "vitest";
import { openRun, writeJson } from "../../lib/core";
import { numTensors } from "../../lib/engine";
import { findGans, generate, generateAll, openGan, openUntrained, trainGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";

const options = tinyOptions({ epochs: 2 });
const gan = await trainGan(
  squares("train", 12, () => 1),
  tinySpec,
  options,
);

test("generate() gives labelled synthetic images in [-1, 1], the same for the same purpose, and leaks nothing", async () => {
  await generate(gan, 2);
  const before = numTensors();
  const set = await generate(gan, 130);
  expect(numTensors()).toBe(before);
  expect(set).toMatchObject({ role: "synthetic", foldId: "fold", size: 8 });
  expect(set.labels.every((l) => l === 1)).toBe(true);
  expect(set.pixels.every((p) => Math.abs(p) <= 1)).toBe(true);
  expect((await generate(gan, 130)).pixels).toEqual(set.pixels);
  expect((await generate(gan, 130, "other")).pixels).not.toEqual(set.pixels);
  expect((await generate(gan, 30)).pixels).toEqual(set.pixels.slice(0, 30 * 64));
});

test.each([1.5, -1, NaN])("generate() refuses a count of %s by name", async (count) => {
  await expect(generate(gan, count)).rejects.toThrow(
    `Cannot generate images of tiny: a count of ${count}, expected a whole number from 0.`,
  );
  expect((await generate(gan, 0)).ids).toEqual([]);
});

test("generateAll() joins each GAN's images, one class after the other, and needs a GAN", async () => {
  const other = { ...gan, name: "other", label: 0 as const };
  const [ours, theirs] = [await generate(gan, 3, "all"), await generate(other, 3, "all")];
  const joined = await generateAll([gan, other], 3, "all");
  expect(joined.labels).toEqual([1, 1, 1, 0, 0, 0]);
  expect(joined.ids).toEqual([...ours.ids, ...theirs.ids]);
  expect([...joined.pixels]).toEqual([...ours.pixels, ...theirs.pixels]);
  expect((await generateAll([gan], 3)).pixels).toEqual((await generate(gan, 3)).pixels);
  await expect(generateAll([], 3)).rejects.toThrow("Cannot generate images: no GAN");
});

test("openUntrained() gives images of the generator before training", async () => {
  const before = openUntrained(gan);
  expect(before.ids).toHaveLength(400);
  expect(before.pixels.slice(0, 64)).not.toEqual((await generate(gan, 1)).pixels);
});

test("openGan() refuses a GAN of another split than the run's, findGans() leaves it out: its training images may be tested now", () => {
  const out = mkdtempSync(join(tmpdir(), "graft-run-"));
  const run = openRun({ profile: "smoke", data: "phantom", seed: 1, out });
  const inRun = { ...run, path: (...parts: string[]) => join(dirname(options.folder), ...parts.slice(1)) };
  const name = basename(options.folder);
  const manifest = run.path("data", "manifest.json");
  writeJson(manifest, { foldId: gan.foldId });
  expect(openGan(inRun, name).hash).toBe(gan.hash);
  expect(findGans(inRun, [name])).toHaveLength(1);
  writeJson(manifest, { foldId: "another" });
  expect(() => openGan(inRun, name)).toThrow(
    /is of split .*, expected split another, .* Run notebook 02-train-dcgan again\./,
  );
  expect(findGans(inRun, [name])).toEqual([]);
});

test("openGan() names the notebook to run when nothing is there or the file was exchanged", () => {
  const run = openRun({ profile: "smoke", data: "phantom", seed: 1, out: dirname(options.folder) });
  const inRun = { ...run, path: (...parts: string[]) => join(dirname(options.folder), ...parts.slice(1)) };
  expect(openGan(inRun, basename(options.folder)).hash).toBe(gan.hash);
  expect(() => openGan(run, "nowhere")).toThrow("Run notebook 02-train-dcgan first.");
  appendFileSync(join(options.folder, "generator.h5"), "x");
  expect(() => openGan(inRun, basename(options.folder))).toThrow("not the file that gan.json describes");
});
