import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeJson, type Run } from "../../lib/core";
import { readMetrics } from "../../lib/report/metrics";
import { openTestRun, recordAll } from "./recorded";

let out: string;
let run: Run;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "metrics-"));
  run = openTestRun(out);
});
afterEach(() => rmSync(out, { recursive: true }));

const file = () => run.path("metrics.json");
type Part = Record<string, unknown>;
/** Changes a recorded metrics.json by hand. */
function edit(change: (metrics: Record<string, Part & Part[]>) => void): void {
  const metrics = JSON.parse(readFileSync(file(), "utf8")) as Record<string, Part & Part[]>;
  change(metrics);
  writeJson(file(), metrics);
}

test("readMetrics() gives back what was recorded, and undefined where nothing was", async () => {
  expect(readMetrics(file())).toBeUndefined();
  await recordAll(run);
  const metrics = readMetrics(file());
  expect(metrics).toEqual(JSON.parse(readFileSync(file(), "utf8")));
  expect(Object.keys(metrics ?? {})).toEqual([
    ...["profile", "seed", "data", "split", "gans", "samples", "panel", "tsne", "arms"],
  ]);
});

test.each<[string, RegExp, (metrics: Record<string, Part & Part[]>) => void]>([
  [
    "lacks a value",
    /nothing at metrics\.json\.gans\[0\]\.steps, expected a number/,
    (m) => delete m["gans"]![0]!["steps"],
  ],
  [
    "holds a number where a list stands",
    /at metrics\.json\.split\.train, expected a list/,
    (m) => (m["split"]!["train"] = 144),
  ],
  [
    "holds a rate as an object",
    /at metrics\.json\.arms\[0\]\.accuracy, expected a number/,
    (m) => (m["arms"]![0]!["accuracy"] = { value: 0.5 }),
  ],
  [
    "holds a value that no notebook writes",
    /at metrics\.json\.arms\[1\]\.tp, expected nothing/,
    (m) => (m["arms"]![1]!["tp"] = 3),
  ],
  [
    "is of an unknown profile",
    /"huge" at metrics\.json\.profile, expected one of "smoke"/,
    (m) => Object.assign(m, { profile: "huge" }),
  ],
])("readMetrics() refuses a file that %s, and says what to do", async (_, message, change) => {
  await recordAll(run);
  edit(change);
  expect(() => readMetrics(file())).toThrow(message);
  expect(() => readMetrics(file())).toThrow(/run the notebooks again\.$/);
});

test("readMetrics() refuses a damaged file", () => {
  writeFileSync(file(), '{ "profile": ');
  expect(() => readMetrics(file())).toThrow(/metrics\.json is not JSON/);
});
