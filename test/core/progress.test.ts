import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
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

test("where steps differ the time left goes by their work", () => {
  vi.useFakeTimers({ now: 0 });
  process.env[progressFile] = join(mkdtempSync(join(tmpdir(), "graft-progress-")), "lines");
  const shown = progress("PGGAN", 4, 1, (steps) => steps ** 2);
  vi.setSystemTime(3000); // 3 units of work
  shown.at(2);
  expect(shown.secondsLeft()).toBeCloseTo(12, 9);
  vi.useRealTimers();
});

test("duration() says seconds in words", () => {
  expect([42.4, 185, 7800].map(duration)).toEqual(["42 s", "3 min 05 s", "2 h 10 min"]);
});
