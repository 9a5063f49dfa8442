import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRunFolder } from "./run-folder";
import { runNotebooks } from "./run-notebooks";
import { threeClasses } from "./three-classes";

let folder: string;
let first: string;
let second: string;

beforeAll(async () => {
  folder = await threeClasses();
  const chosen = ["--profile", "smoke", "--seed", "2", "--data", folder];
  first = await runNotebooks("test-twice-1", ...chosen);
  second = await runNotebooks("test-twice-2", ...chosen);
}, 1_200_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (folder: string, file: string): string => readFileSync(join(folder, file), "latin1");

test("the same seed on the same machine gives the same metrics.json and figures twice, byte by byte", () => {
  const figures = readdirSync(join(first, "figures")).map((file) => join("figures", file));
  expect(figures.length).toBeGreaterThan(30);
  expect(text(second, "metrics.json")).toBe(text(first, "metrics.json"));
  expect(figures.filter((file) => text(first, file) !== text(second, file))).toEqual([]);
});

test("three classes go through all notebooks: a GAN each, answers for each, rates that are means", () => {
  const { data, gans, samples, arms } = openRunFolder(first).metrics;
  const classes = ["bright", "hemorrhage", "normal"];
  expect(data).toMatchObject({ classes, positive: null });
  expect(gans.map((g) => g.class)).toEqual(classes);
  expect(samples.map((s) => s.class)).toEqual(classes);
  expect(arms.map((a) => a.n)).toEqual([107, 300, 407]);
  for (const { accuracy, sensitivity, test: tested, confusion = [] } of arms) {
    const totals = confusion.map((row) => row.reduce((a, b) => a + b, 0));
    expect(totals.reduce((a, b) => a + b, 0)).toBe(tested);
    expect(confusion.reduce((sum, row, k) => sum + row[k]!, 0) / tested).toBeCloseTo(accuracy!, 12);
    const recalls = confusion.map((row, k) => row[k]! / totals[k]!);
    expect(recalls.reduce((a, b) => a + b, 0) / 3).toBeCloseTo(sensitivity!, 12);
  }
  expect(text(first, "report.html")).toContain("tell bright, hemorrhage and normal apart");
});

test("of a class of ten images measures say what they need, and the others are measured", () => {
  const { metrics } = openRunFolder(first);
  expect(metrics.data.counts).toEqual([10, 75, 65]);
  const [few, many] = metrics.samples;
  expect(many!.kid.trained).toBeTypeOf("number");
  expect(few!.heldOut).toBeLessThan(4);
  expect([few!.kid.trained, few!.recall, few!.c2st]).toEqual([null, null, null]);
  expect(few!.notMeasured?.["kid"]).toBe("needs 4 held-out images");
  expect(few!.nearestRatio).toBeTypeOf("number");
  expect(text(first, "report.html")).toContain("needs 4 held-out images");
  const written = text(first, "report.html").replace(/base64,[\w+/=]+/g, "") + text(first, "metrics.json");
  expect(written).not.toMatch(/\bNaN\b/);
});
