import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRun } from "../../../lib/core";
import { crossings, isSplitOf, openSplit, partCounts, saveSplit, split, type Split } from "../../../lib/data";
import { openTest } from "../../../lib/data/split/test-seal";
import { partIndices } from "../../../lib/data/split/split";
import { madeSet } from "../made-dataset";
import { temporary as run } from "../made-folder";

const ids = (s: Split): string[][] => [s.train, s.validation, s.test].map((part) => [...part.ids]);

test("split() divides 200 images 144/34/22, half of each class in each part, as the paper", async () => {
  const pre = await madeSet(100, 100);
  const parts = partCounts(pre, split(pre, { seed: 1, folder: run() }));
  expect(parts).toEqual([
    { part: "train", images: 144, normal: 72, hemorrhage: 72 },
    { part: "validation", images: 34, normal: 17, hemorrhage: 17 },
    { part: "test", images: 22, normal: 11, hemorrhage: 11 },
  ]);
});

test("partPlaces() puts every image in one part, each class in each part, in shares of 72/17/11 %", () => {
  const size = fc.integer({ min: 10, max: 400 });
  fc.assert(
    fc.property(size, size, fc.integer(), (a, b, seed) => {
      const labels = Array.from({ length: a + b }, (_, i) => (i % (a + b) < a ? 0 : 1));
      const parts = partIndices(labels, seed);
      const all = [...parts.train, ...parts.validation, ...parts.test];
      expect([...all].sort((x, y) => x - y)).toEqual(labels.map((_, i) => i));
      expect(parts.validation).toHaveLength(Math.round(0.17 * (a + b)));
      expect(parts.test).toHaveLength(Math.round(0.11 * (a + b)));
      for (const part of Object.values(parts)) expect(new Set(part.map((i) => labels[i])).size).toBe(2);
      const positives = parts.train.filter((i) => labels[i] === 1).length;
      expect(Math.abs(positives - (parts.train.length * b) / (a + b))).toBeLessThanOrEqual(1);
    }),
  );
});

test("partPlaces() gives each part some of each of several classes, in their shares", () => {
  const sizes = fc.array(fc.integer({ min: 10, max: 120 }), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.integer(), (counts, seed) => {
      const labels = counts.flatMap((n, k) => new Array<number>(n).fill(k));
      const parts = partIndices(labels, seed);
      const all = Object.values(parts).flat();
      expect([...all].sort((x, y) => x - y)).toEqual(labels.map((_, i) => i));
      expect(parts.test).toHaveLength(Math.round(0.11 * labels.length));
      for (const part of Object.values(parts))
        for (const [k, n] of counts.entries()) {
          const here = part.filter((i) => labels[i] === k).length;
          expect(here).toBeGreaterThan(0);
          expect(Math.abs(here - (part.length * n) / labels.length)).toBeLessThan(2);
        }
    }),
  );
});

test("partPlaces() is the same for the same seed only", () => {
  const labels = Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : 1));
  expect(partIndices(labels, 4)).toEqual(partIndices(labels, 4));
  expect(partIndices(labels, 5).test).not.toEqual(partIndices(labels, 4).test);
  expect(partIndices(labels, 1).test.slice(0, 6)).toEqual([31, 38, 40, 46, 65, 70]);
});

test("split() names itself by data, pixels and parts", async () => {
  const pre = await madeSet(20, 20);
  const one = split(pre, { seed: 1, folder: run() });
  expect(split(pre, { seed: 1, folder: run() }).foldId).toBe(one.foldId);
  expect(split(pre, { seed: 2, folder: run() }).foldId).not.toBe(one.foldId);
  expect(split({ ...pre, fingerprint: "other" }, { seed: 1, folder: run() }).foldId).not.toBe(one.foldId);
  expect(one.foldId).toMatch(/^[0-9a-f]{12}$/);
});

test("split() seals the test: ids and a file, neither pixels nor labels", async () => {
  const pre = await madeSet(20, 20);
  const made = split(pre, { seed: 1, folder: run() });
  expect(Object.keys(made.test).sort()).toEqual(["file", "foldId", "ids"]);
  const opened = openTest(made.test);
  expect(opened.role).toBe("test");
  opened.ids.forEach((id, i) => {
    const place = pre.dataset.slices.findIndex((s) => s.id === id);
    expect(opened.labels[i]).toBe(pre.dataset.slices[place]?.label);
    expect(opened.pixels.slice(i * 64, i * 64 + 64)).toEqual(pre.pixels.slice(place * 64, place * 64 + 64));
  });
});

test("split() refuses fewer than 10 images in a class", async () => {
  const pre = await madeSet(9, 20);
  expect(() => split(pre, { seed: 1, folder: run() })).toThrow(
    /classes of 9 and 20 images, expected at least 10 per class/,
  );
});

test("openSplit() gives back what saveSplit() wrote, bit by bit", async () => {
  const pre = await madeSet(20, 30);
  const folder = run();
  const made = split(pre, { seed: 7, folder });
  saveSplit(folder, pre, made);
  const { dataset, ...opened } = openSplit(folder);
  expect(opened).toEqual(made);
  expect(dataset).toEqual({
    name: "made",
    classes: ["normal", "hemorrhage"],
    positive: 1,
    images: 50,
    size: 8,
    fingerprint: pre.dataset.fingerprint,
    pixelFingerprint: pre.fingerprint,
    steps: pre.steps,
    warnings: [],
  });
  expect(readdirSync(join(folder, "data")).sort()).toEqual(
    ["manifest.json", "test.f32", "test.json", "train.f32", "validation.f32"].sort(),
  );
});

test("saveSplit() writes the same bytes for the same seed", async () => {
  const pre = await madeSet(20, 20);
  const [a, b] = [run(), run()].map((folder) => {
    saveSplit(folder, pre, split(pre, { seed: 7, folder }));
    return readdirSync(join(folder, "data")).map((f) => readFileSync(join(folder, "data", f)));
  });
  expect(a).toEqual(b);
});

const saved = async (): Promise<string> => {
  const pre = await madeSet(20, 20);
  const folder = run();
  saveSplit(folder, pre, split(pre, { seed: 7, folder }));
  return folder;
};

test("openSplit() refuses a split made with other data settings than the run sets, not where the run leaves them", async () => {
  const pre = await madeSet(20, 20);
  const folder = run();
  const of = (set: Record<string, unknown>) =>
    openRun({ profile: "smoke", data: "phantom", seed: 7, set, out: folder });
  saveSplit(of({ "data.grouping": "none" }), pre, split(pre, { seed: 7, folder }));
  for (const set of [{}, { "data.grouping": "none" }, { "gan.epochs": 3 }, { "data.external": "phantom" }])
    expect(openSplit(of(set)).dataset.images).toBe(40);
  const other = { "data.grouping": "cautious", "data.labelColumn": "label" };
  expect(() => openSplit(of(other))).toThrow(
    /was made with data\.labelColumn=, data\.grouping=none, expected data\.labelColumn=label, data\.grouping=cautious\. Run notebook 01/,
  );
  expect([{ "data.grouping": "none" }, {}].map((set) => isSplitOf(of(set)))).toEqual([true, false]);
  expect(isSplitOf({ ...of({}), folder: run() })).toBe(false);
});

test("openSplit() refuses a split that was made with another seed, and isSplitOf() says that it is another run's", async () => {
  const pre = await madeSet(20, 20);
  const folder = run();
  const of = (seed: number) => openRun({ profile: "smoke", data: "phantom", seed, out: folder });
  saveSplit(of(7), pre, split(pre, { seed: 7, folder }));
  expect(openSplit(of(7)).dataset.images).toBe(40);
  expect(() => openSplit(of(8))).toThrow(
    /was made with seed 7, expected seed 8\. Run notebook 01-preprocess again with this seed, or set seed = 7\./,
  );
  expect([7, 8].map((seed) => isSplitOf(of(seed)))).toEqual([true, false]);
});

test("openSplit() says which notebook to run when nothing or not everything is there", async () => {
  expect(() => openSplit(run())).toThrow(/manifest\.json.*Run notebook 01-preprocess first\./);
  for (const name of ["train.f32", "validation.f32", "test.f32", "manifest.json"]) {
    const folder = await saved();
    rmSync(join(folder, "data", name));
    expect(() => openSplit(folder), name).toThrow(/Run notebook 01-preprocess first\./);
  }
});

test("openSplit() and openTest() notice a changed byte", async () => {
  for (const name of ["train.f32", "validation.f32", "test.f32"]) {
    const folder = await saved();
    const file = join(folder, "data", name);
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const open = () => openTest(openSplit(folder).test);
    expect(open, name).toThrow(/has changed since it was written.*Run notebook 01-preprocess again\./);
  }
});

test("openSplit() notices a test id that leaked into training, and ids exchanged", async () => {
  for (const change of [
    (m: Ids) => (m.parts.train.ids[0] = m.parts.test.ids[0] ?? ""),
    (m: Ids) =>
      ([m.parts.train.ids[0], m.parts.test.ids[0]] = [m.parts.test.ids[0] ?? "", m.parts.train.ids[0] ?? ""]),
  ]) {
    const folder = await saved();
    const file = join(folder, "data", "manifest.json");
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Ids;
    change(manifest);
    writeFileSync(file, JSON.stringify(manifest));
    expect(() => openSplit(folder)).toThrow(/the ids in .*manifest\.json have changed/);
  }
});

interface Ids {
  parts: { train: { ids: string[] }; test: { ids: string[] } };
}

test("openTest() refuses the test of a split that was made anew since", async () => {
  const pre = await madeSet(20, 20);
  const folder = run();
  const old = split(pre, { seed: 1, folder });
  split(pre, { seed: 2, folder });
  expect(() => openTest(old.test)).toThrow(/holds that of split .*, expected the same split/);
});

test("crossings() counts the duplicates that lie in two parts", async () => {
  const pre = await madeSet(20, 20);
  const made = split(pre, { seed: 1, folder: run() });
  const [[a = "", b = ""] = [], [v = ""] = [], [t = ""] = []] = ids(made);
  const pair = (x: string, y: string) => ({
    a: x,
    b: y,
    kind: "exact" as const,
    anatomy: 1,
    grain: 1,
    orientation: "as it is" as const,
    sameLabel: true,
  });
  expect(crossings(made, [pair(a, b), pair(a, v), pair(t, b)]).map((p) => [p.a, p.b])).toEqual([
    [a, v],
    [t, b],
  ]);
});
