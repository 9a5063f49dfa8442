import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFolder } from "../../lib/data";
import { equalPictures } from "../../lib/data/equal-pictures";
import { grey, images, made } from "./made-folder";

test("pictures that stand under two labels, or twice under one, are named in notes and in the table", async () => {
  const folder = made({
    ...(await images(24, (i) => `${i % 2 ? "tumor" : "normal"}/${i}.png`)),
    "normal/100.png": await grey(200),
    "tumor/100.png": await grey(200),
    "tumor/101.png": await grey(1),
  });
  const { warnings, reading } = await readFolder(folder, { positive: "auto" });
  expect(warnings).toEqual([
    "2 images are equal to another pixel by pixel, under another label, of which one is wrong: normal/100.png = tumor/100.png",
    "2 images are equal to another pixel by pixel, under the same label: tumor/1.png = tumor/101.png",
  ]);
  expect(reading.filter(({ what }) => what === "look at")).toHaveLength(2);
});

test("a link to a class among the folders of another is told by its pictures", async () => {
  const folder = made(await images(24, (i) => `${i % 2 ? "tumor" : "normal"}/${i}.png`));
  symlinkSync(join(folder, "tumor"), join(folder, "normal", "more"));
  const { warnings } = await readFolder(folder, { positive: "auto" });
  expect(warnings.join()).toMatch(
    /24 images are equal .* under another label, .*normal\/more\/1\.png = tumor\/1\.png/,
  );
});

test("pictures of one grey level, and of other sizes, are not compared", () => {
  const slice = (
    source: string,
    width: number,
    value: (i: number) => number,
  ): Parameters<typeof equalPictures>[0][0] => ({
    id: source,
    source,
    label: 0,
    width,
    height: 12 / width,
    channels: 1,
    grey: Uint8Array.from({ length: 12 }, (_, i) => value(i)),
  });
  const black = ["a", "b"].map((source) => slice(source, 3, () => 0));
  expect(equalPictures([...black, slice("c", 3, (i) => i), slice("d", 4, (i) => i)])).toEqual([]);
});
