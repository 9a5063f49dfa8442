import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import { dataSource } from "../../lib/data";
import { grey, images, made } from "./made-folder";

describe("a generated data set", () => {
  const source = dataSource("phantom", "/elsewhere");
  test("has as many images of each class as it draws", async () => {
    const { slices, classes } = await source.read({ images: 7, seed: 1, positive: "auto" });
    const drawn = classes.map((_, label) => slices.filter((slice) => slice.label === label).length);
    expect(await source.classSizes(7)).toEqual(drawn);
  });
  test("is meant by its name, wherever that is said, and needs no flag where it is the default", () => {
    expect([source.location, source.name, source.commandLineFlag()]).toEqual(["phantom", "phantom", ""]);
    expect(() => source.assertExists()).not.toThrow();
  });
});

describe("a folder", () => {
  test("is meant by its absolute path; a relative one lies where it was said", () => {
    expect(dataSource("sets/ct", "/elsewhere")).toMatchObject({ location: "/elsewhere/sets/ct", name: "ct" });
    expect(dataSource("data/ct").location).toBe(join(root(), "data/ct"));
  });
  test.each([
    ["data/head-ct", "--data data/head-ct"],
    ["/elsewhere/head ct", "--data '/elsewhere/head ct'"],
    ["/elsewhere/it's", `--data '/elsewhere/it'\\''s'`],
    ["./phantom", "--data ./phantom"],
  ])("%s is typed as %s in the project's folder", (given, flag) => {
    expect(dataSource(given).commandLineFlag()).toBe(flag);
  });
  test("with a generated set's name has another one in tables: held-out images must not be drawn for it", async () => {
    const folder = join(made(await images(20, (i) => `phantom/${i % 2 ? "yes" : "no"}/${i}.png`)), "phantom");
    expect((await dataSource(folder).read({ images: 1, seed: 1, positive: "auto" })).name).toBe(
      "phantom-folder",
    );
  });
  test("says how many images of each of its classes it has, however many classes", async () => {
    const files = await images(33, (i) => `${["a", "b", "c"][i < 12 ? 0 : i < 23 ? 1 : 2]}/${i}.png`);
    expect((await dataSource(made(files)).classSizes(200)).sort()).toEqual([10, 11, 12]);
  });
  test("that is not there is refused with what may be given", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "graft-source-")), "a.png");
    writeFileSync(file, await grey(1));
    for (const path of [file, `${file}x`])
      expect(() => dataSource(path).assertExists()).toThrow(/is no folder, expected "phantom" or a folder/);
  });
});
