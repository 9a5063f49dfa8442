import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { duration, progress, progressFile } from "../../lib/core";

afterEach(() => {
  delete process.env[progressFile];
});

test("progress() writes lines with the time left for the runner to follow", () => {
  const file = join(mkdtempSync(join(tmpdir(), "graft-progress-")), "lines");
  process.env[progressFile] = file;
  const shown = progress("GAN", 4, 2);
  expect(shown.secondsLeft()).toBeUndefined();
  shown.at(3, "loss 1.2");
  shown.at(4);
  const [first, second] = readFileSync(file, "utf8").trim().split("\n");
  expect(first).toMatch(/^GAN {2}3\/4 {2}\d+ s left {2}loss 1.2$/);
  expect(second).toMatch(/^GAN {2}4\/4 {2}\d+ s in all$/);
});

test("duration() says seconds in words", () => {
  expect([42.4, 185, 7800].map(duration)).toEqual(["42 s", "3 min 05 s", "2 h 10 min"]);
});
