import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { images, made } from "../made-folder";

test("a pattern of patients goes before folders that are called so, and so does its word on them", async () => {
  const place = (i: number): string => `${i % 2 ? "tumor" : "normal"}/patient ${i >> 2}/${i >> 1}.png`;
  const folder = made(await images(24, place));
  const byFolder = await readFolder(folder, { positive: "auto" });
  expect(byFolder.warnings.join()).toContain("are taken as patients");
  expect(new Set(byFolder.slices.map(({ group }) => group)).size).toBe(6);
  const byPattern = await readFolder(folder, { positive: "auto", groupPattern: String.raw`(\d+)\.png$` });
  expect(byPattern.warnings.join()).not.toContain("patients");
  expect(new Set(byPattern.slices.map(({ group }) => group)).size).toBe(12);
});

test("a patient whom a pattern finds in two spellings is one", async () => {
  const folder = made(await images(24, (i) => `${i % 2 ? "tumor/P" : "normal/p"}${i >> 2}_${i}.png`));
  const { slices } = await readFolder(folder, { positive: "auto", groupPattern: String.raw`([Pp]\d+)_` });
  expect(new Set(slices.map(({ group }) => group)).size).toBe(6);
});
