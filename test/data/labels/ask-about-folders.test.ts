import { describe, expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { askAboutFolders } from "../../../lib/data/labels/ask-about-folders";
import { images, made } from "../made-folder";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe("folders that may be patients' are asked about", () => {
  test.each<[string, (i: number) => string, (i: number) => string]>([
    ["outermost", (i) => `p${i >> 1}_${i % 4 < 2 ? "normal" : "tumor"}/${i}.png`, (i) => `p${i >> 1}_`],
    [
      "below parts and kinds",
      (i) => `${i % 2 ? "train" : "test"}/images/anna${i >> 2}/x/${i}.png`,
      (i) => `anna${i >> 2}`,
    ],
  ])("%s, with the pattern that finds them", (_, name, patient) => {
    const files = range(24).map(name);
    const pattern = /data\.groupPattern='(.*)' would/.exec(askAboutFolders(files) ?? "")?.[1];
    expect(pattern).toBeDefined();
    for (const [i, file] of files.entries())
      expect(new RegExp(pattern!).exec(file)?.[1]).toContain(patient(i));
  });

  test.each<[string, (i: number) => string]>([
    ["no folders", (i) => `${i}.png`],
    ["an image each", (i) => `p${i}/a.png`],
    ["two folders", (i) => `${i % 2 ? "anna" : "ben"}/${i}.png`],
    ["parts of an archive", (i) => `images_00${i % 6}/${i}.png`],
    ["visits", (i) => `visit ${i % 6}/${i}.png`],
    ["one folder of most images", (i) => `${i > 9 ? "rest" : `p${i >> 1}`}/${i}.png`],
  ])("%s are not", (_, name) => {
    expect(askAboutFolders(range(24).map(name))).toBeUndefined();
  });
});

test("folders of a pattern's images are asked about in notes, those of classes are not", async () => {
  const place = (i: number): string => `p${i >> 1}_${i % 4 < 2 ? "normal" : "tumor"}/${i}.png`;
  const { warnings } = await readFolder(made(await images(40, place)), {
    positive: "auto",
    labelPattern: "_(normal|tumor)/",
  });
  expect(warnings).toEqual([
    expect.stringMatching(/^do the folders p0_normal, .* name patients \(20 of at most 2 images\)/),
  ]);
  const classes = made(
    await images(60, (i) => `${["glioma", "cyst", "normal", "abscess", "edema"][i % 5]!}/${i}.png`),
  );
  expect((await readFolder(classes, { positive: "auto" })).warnings).toEqual([]);
  const byPattern = await readFolder(classes, { positive: "auto", labelPattern: "^([^/]+)/" });
  expect(byPattern.warnings).toEqual([]); // the folders are the classes
});
