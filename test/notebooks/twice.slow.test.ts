import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runNotebooks } from "./run-notebooks";

test("the same seed on the same machine gives the same metrics.json and figures twice, byte by byte", async () => {
  const first = await runNotebooks("test-twice-1", "--profile", "smoke", "--seed", "2");
  const second = await runNotebooks("test-twice-2", "--profile", "smoke", "--seed", "2");
  const figures = readdirSync(join(first, "figures")).map((file) => join("figures", file));
  expect(figures.length).toBeGreaterThan(30);
  const text = (folder: string, file: string): string => readFileSync(join(folder, file), "latin1");
  expect(text(second, "metrics.json")).toBe(text(first, "metrics.json"));
  expect(figures.filter((file) => text(first, file) !== text(second, file))).toEqual([]);
});
