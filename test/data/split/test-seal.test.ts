import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { split } from "../../../lib/data";
import { countOpenings, openTest } from "../../../lib/data/split/test-seal";
import { madeSet } from "../made-dataset";
import { temporary } from "../made-folder";

const preprocessed = await madeSet(20, 20);

test("openTest() gives the sealed images, and each opening is counted", () => {
  const sealed = split(preprocessed, { seed: 1, folder: temporary() }).test;
  expect(countOpenings(sealed)).toBe(0);
  expect(openTest(sealed).ids).toEqual(sealed.ids);
  expect(countOpenings(sealed)).toBe(1);
  openTest(sealed);
  expect(countOpenings(sealed)).toBe(2);
});

test("countOpenings() counts those of this split only: another split in the same folder begins at 0", () => {
  const folder = temporary();
  const [first, second] = [1, 2].map((seed) => () => split(preprocessed, { seed, folder }).test);
  openTest(first!());
  expect(countOpenings(second!())).toBe(0);
  openTest(second!());
  expect(countOpenings(second!())).toBe(1);
  expect(countOpenings(first!())).toBe(1);
});

test("openTest() refuses images that were changed, and counts no opening then", () => {
  const sealed = split(preprocessed, { seed: 1, folder: temporary() }).test;
  const bytes = readFileSync(sealed.file);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(sealed.file, bytes);
  expect(() => openTest(sealed)).toThrow("has changed since it was written");
  expect(countOpenings(sealed)).toBe(0);
});
