import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fail, InputError, formatList, readJson, writeAtomic, writeJson } from "../../lib/core";

const folder = () => mkdtempSync(join(tmpdir(), "graft-files-"));

test("writeAtomic() makes the folder and leaves no half-written file beside", () => {
  const path = join(folder(), "a/b.txt");
  writeAtomic(path, "one");
  writeAtomic(path, "two");
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(join(path, ".."))).toEqual(["b.txt"]);
});

test("readJson() names the file and the remedy when it is missing or damaged", () => {
  const path = join(folder(), "x.json");
  expect(() => readJson(path, "Run notebook 01 first.")).toThrow(
    /no file .*x\.json.*Run notebook 01 first\./,
  );
  writeFileSync(path, "{");
  expect(() => readJson(path, "Run notebook 01 again.")).toThrow(
    /x\.json is not JSON.*Run notebook 01 again\./,
  );
  writeJson(path, { a: 1 });
  expect(readJson(path, "")).toEqual({ a: 1 });
});

test("fail() gives every message one shape and a class by meaning", () => {
  const message = "Cannot split: 3 images, expected at least 10. Add images.";
  expect(() => fail("split", "3 images", "at least 10", "Add images.")).toThrow(message);
  expect(() => fail("split", "3 images", "at least 10", "Add images.")).toThrow(InputError);
  expect(() => fail("split", "3", "10", "Add.", RangeError)).toThrow(RangeError);
});

test("formatList() shows five and counts the rest", () => {
  expect(formatList(["a", "b"])).toBe("a, b");
  expect(formatList(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
});
