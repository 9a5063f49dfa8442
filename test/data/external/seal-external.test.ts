import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { resolveSettings } from "../../../lib/core";
import { externalOf, phantom, sealExternal, type Dataset } from "../../../lib/data";
import { openExternal } from "../../../lib/data/external/open-external";
import { made, temporary } from "../made-folder";

const training = phantom({ images: 12, seed: 1 });
const seal = (external: string, folder: string, trained: Dataset = training) =>
  sealExternal(
    { seed: 1, settings: resolveSettings("quick", { "data.external": external, "data.images": 40 }) },
    trained,
    folder,
  );

async function png({ grey, width, height }: Dataset["slices"][number]): Promise<Buffer> {
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}

/** A folder of phantoms, one sub-folder per class; the first is an image that was trained on. */
async function folderOf(names: readonly string[]): Promise<string> {
  const fresh = phantom({ images: 10, seed: 77 }).slices;
  const files: Record<string, Buffer> = {};
  for (const [i, slice] of [training.slices[0]!, ...fresh].entries())
    files[`${names[slice.label]}/${i}.png`] = await png(slice);
  return made(files);
}

test("sealExternal() leaves out what was trained on, names it, and labels by the classes' names", async () => {
  const out = temporary();
  const set = (await seal(await folderOf(["Normal", "HEMORRHAGE"]), out))!;
  expect(set.leftOut.map(({ like, kind }) => [like, kind])).toEqual([[training.slices[0]!.id, "exact"]]);
  expect(set.ids).toHaveLength(10);
  expect(set.counts).toEqual([5, 5]);
  const opened = openExternal(externalOf(set, out));
  expect(opened.role).toBe("external");
  expect(opened.ids).toEqual(set.ids);
  expect(opened.labels).toEqual(set.labels);
  expect(opened.pixels).toHaveLength(10 * 32 * 32);
  const channels = set.differences.find(({ attribute }) => attribute === "channels of the file");
  expect(channels).toMatchObject({ auc: 0.5, training: 1, external: 1 });
});

test("sealExternal() counts patients who are called as patients trained on, and leaves none of them out", async () => {
  const named = (own: string) => (slice: Dataset["slices"][number], i: number) =>
    i < 4 ? { ...slice, group: `${own}${i >> 1}` } : slice; // the others are not named
  const trained = { ...training, slices: training.slices.map(named("")) };
  const fresh = phantom({ images: 6, seed: 79 }).slices;
  const files: Record<string, Buffer> = {};
  for (const [i, slice] of fresh.entries()) files[`${i}.png`] = await png(slice);
  const patients = ["1", "1", "0", "other", "elsewhere", "last"];
  const rows = fresh.map(({ label }, i) => `${i}.png,${["normal", "hemorrhage"][label]},${patients[i]}`);
  const csv = ["file,label,patient", ...rows].join("\n");
  const folder = await made({ ...files, "labels.csv": Buffer.from(csv) });
  const set = (await seal(folder, temporary(), trained))!;
  expect(set.groups).toContain("1");
  expect([set.samePatients, set.ids.length]).toEqual([2, 6]);
  expect((await seal(folder, temporary()))!.samePatients).toBe(0); // none of the phantoms trained on has a name
});

test("sealExternal() takes fresh phantoms, others than those trained on", async () => {
  const set = (await seal("phantom", temporary()))!;
  expect(set.name).toBe("phantom");
  expect(set.counts).toEqual([20, 20]);
  expect(set.leftOut).toEqual([]);
});

test("sealExternal() does nothing where no external set is named", async () => {
  const out = temporary();
  expect(await seal("", out)).toBeUndefined();
  expect(existsSync(join(out, "external.f32"))).toBe(false);
});

test("sealExternal() takes images of one class only", async () => {
  const fresh = phantom({ images: 4, seed: 78 }).slices.filter(({ label }) => label === 1);
  const files = Object.fromEntries(
    await Promise.all(fresh.map(async (s, i) => [`hemorrhage/${i}.png`, await png(s)])),
  );
  const set = (await seal(await made(files as Record<string, Buffer>), temporary()))!;
  expect(set.counts).toEqual([0, 2]);
});

test("sealExternal() refuses classes that were not trained", async () => {
  const folder = await folderOf(["normal", "fracture"]);
  const renamed = { ...training, positive: undefined };
  await expect(seal(folder, temporary(), renamed)).rejects.toThrow(
    /Cannot judge the arms on .*: a class "fracture", expected only "normal", "hemorrhage", which were trained/,
  );
});

test("openExternal() refuses images that have changed since they were sealed", async () => {
  const out = temporary();
  const set = (await seal("phantom", out))!;
  const file = join(out, "external.f32");
  const bytes = readFileSync(file);
  bytes[100] = bytes[100]! ^ 1;
  writeFileSync(file, bytes);
  expect(() => openExternal(externalOf(set, out))).toThrow(/has changed since it was written/);
  expect(() => openExternal(externalOf({ ids: set.ids.slice(1) }, out))).toThrow(/holds others/);
});
