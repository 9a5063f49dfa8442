import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { labelledImages } from "../../../lib/data/labels/labelled-images";
import { listFiles } from "../../../lib/data/folders/list-files";
import { readFolder } from "../../../lib/data/read-folder";
import { images, made } from "../made-folder";

const two = async (): Promise<string> =>
  made({
    ...(await images(12, (i) => `normal/${i}.png`)),
    ...(await images(12, (i) => `tumor/${i}.png`, 20)),
  });

test("links to folders above are not followed, and end", async () => {
  const folder = await two();
  symlinkSync("..", join(folder, "normal", "up"));
  symlinkSync(folder, join(folder, "tumor", "all"));
  expect(listFiles(folder).images).toHaveLength(24);
  expect(listFiles(folder).empty).toEqual([]);
});

test("a class that is a link to a folder elsewhere is read, also where that folder lies in the set", async () => {
  const [folder, elsewhere] = [await two(), made(await images(11, (i) => `${i}.png`, 40))];
  symlinkSync(elsewhere, join(folder, "cyst"));
  const labels = labelledImages(listFiles(folder)).images.map(({ label }) => label);
  expect(["cyst", "normal", "tumor"].map((c) => labels.filter((label) => label === c).length)).toEqual([
    11, 12, 12,
  ]);
  symlinkSync("tumor", join(folder, "a_link")); // before "tumor" in the order of names
  expect(listFiles(folder).images.filter((file) => /^(a_link|tumor)\//.test(file))).toHaveLength(24);
});

test("a link to nothing that is called as an image stops the run by its name", async () => {
  const folder = await two();
  symlinkSync("gone.png", join(folder, "tumor", "lost.png"));
  await expect(readFolder(folder, { positive: "auto" })).rejects.toThrow(/tumor\/lost\.png/);
});

test("folders without files are named in a note, and where a class is missing", async () => {
  const folder = await two();
  mkdirSync(join(folder, "cyst", "inner"), { recursive: true });
  mkdirSync(join(folder, "normal", "more"));
  mkdirSync(join(folder, ".hidden"));
  expect(listFiles(folder).empty).toEqual(["cyst", "normal/more"]);
  expect((await readFolder(folder, { positive: "auto" })).warnings).toContain(
    "2 folders without files: cyst, normal/more",
  );
  const one = made({ "tumor/.DS_Store": "x", ...(await images(12, (i) => `normal/${i}.png`)) });
  await expect(readFolder(one, { positive: "auto" })).rejects.toThrow(
    /\(tumor without files\): every image has the label "normal" \(12\)/,
  );
});
