import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { askAboutOtherClasses } from "../../../lib/data/labels/ask-about-other-classes";
import { images, made } from "../made-folder";

const asked = (...named: readonly (readonly [string, string])[]): string | undefined =>
  askAboutOtherClasses(
    [
      ...named,
      ...["normal_1", "x2", "x3", "x4"].map((file) => ["normal", file] as const),
      ...["tumor_1", "x5"].map((file) => ["tumor", file] as const),
    ].map(([label, file]) => ({ label, file, where: file })),
  );

test("files that bear the name of another class are named", () => {
  expect(asked()).toBeUndefined();
  expect(asked(["normal", "n/tumor_3.png"])).toBe(
    'n/tumor_3.png ("normal") bears the name of another class: is the label wrong?',
  );
  expect(asked(["tumor", "Normal12.png"], ["normal", "a-TUMOR-3.png"])).toMatch(
    /^Normal12.*, a-TUMOR.* bear the names/,
  );
});

test("names of both classes, or of one whose words the label holds, say nothing", () => {
  expect(asked(["normal", "tumor_normal_3.png"])).toBeUndefined();
  expect(asked(["no_tumor", "tumor_3.png"])).toBeUndefined();
  expect(asked(["0", "1.png"], ["1", "0.png"])).toBeUndefined();
});

test("a file in a wrong folder stands in notes and in the table", async () => {
  const folder = made(
    await images(24, (i) => (i % 2 ? `tumor/tumor${i}.png` : `normal/${i ? "normal" : "tumor"}${i}.png`)),
  );
  const { warnings, reading } = await readFolder(folder, { positive: "auto" });
  expect(warnings).toEqual([
    expect.stringMatching(/^normal\/tumor0\.png \("normal"\) bears the name of another class/),
  ]);
  expect(reading.filter(({ what }) => what === "look at").map(({ how }) => how)).toEqual(warnings);
});
