import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main, readingText } from "../../../lib/runner/commands/data";
import { grey } from "../../data/made-folder";

let folder: string;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "graft-look-"));
  printed = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function write(...files: string[]): Promise<void> {
  for (const [i, file] of files.entries()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), await grey(i));
  }
}
const images = (place: string): string[] => Array.from({ length: 10 }, (_, i) => `set/${place}/${i}.png`);

test("npm run data prints what was read with what decided it, and writes a contact sheet", async () => {
  await write(...images("normal"), ...images("tumor"), "set/tumor/1_mask.png");
  writeFileSync(join(folder, "set/notes.txt"), "notes");
  expect(
    await main([join(folder, "set"), "--out", join(folder, "out"), "--set", "data.positive=normal"]),
  ).toBe(0);
  const lines = printed.join("\n").split("\n");
  for (const line of [
    /^set: 20 images read in /,
    /^files found +22 +20 images, 1 mask, 1 other$/,
    /^images +20 +20 PNG; 4 x 3 pixels$/,
    /^left out +1 mask +tumor\/1_mask.png$/,
    /^left out +1 file that is no image +notes.txt$/,
    /^classes +10 tumor, 10 normal +sub-folders, as in \[normal\]\/0.png$/,
    /^positive class +normal +data.positive=normal$/,
    /^patients +none named +/,
    /^grey levels +all images +8 bits as they are$/,
    /^split +/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(line));
  expect(lines.filter((line) => line.includes("1_mask.png"))).toHaveLength(1); // no note repeats a row
  const file = /^contact sheet: (.*)$/m.exec(printed.join("\n"))![1]!;
  expect(readFileSync(file).toString("latin1", 1, 4)).toBe("PNG");
});

test("npm run data refuses a folder that cannot be read in one line, and draws nothing", async () => {
  await write(...images("normal"));
  await expect(main([join(folder, "set"), "--out", join(folder, "out")])).rejects.toThrow(
    /^Cannot .*every image/,
  );
  expect(printed).toEqual([]);
});

test("npm run data takes its folder by --data too, and refuses two, as a path with a space makes them", async () => {
  await write(...images("normal"), ...images("tumor"));
  expect(await main(["--data", join(folder, "set"), "--out", join(folder, "out")])).toBe(0);
  expect(printed[0]).toMatch(/^set: 20 images read in /);
  await expect(main([join(folder, "set"), "slices"])).rejects.toThrow(
    /set and slices, expected one. Put .* in quotes/,
  );
});

test("readingText() sets three columns and wraps what is too wide", () => {
  const how = "a rather long sentence that says what decided it, in many words";
  expect(readingText([{ what: "classes", value: "10 a, 20 b", how }], 81).split("\n")).toEqual([
    "classes          10 a, 20 b                      a rather long sentence that says",
    "                                                 what decided it, in many words",
  ]);
});
