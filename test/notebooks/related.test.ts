import { describe, expect, test } from "vitest";
import { relatedNames } from "../../lib/runner/notebook-options";
import { codeCells } from "./executed";
import { testedRun } from "./run-folder";

const run = testedRun();
const systems = relatedNames().map((name) => name.replace("related/", ""));

test("every notebook of notebooks/related has recorded what it found, and no other", () => {
  expect(Object.keys(run.metrics.related ?? {}).sort()).toEqual(systems);
});

describe.each(systems)("the related notebook %s", (system) => {
  test("ran every cell, in order, without an error or a warning", () => {
    const code = codeCells(run, `related/${system}`);
    expect(code.map((cell) => cell.execution_count)).toEqual(code.map((_, i) => i + 1));
    const outputs = code.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.filter((o) => o.output_type === "error" || o.name === "stderr")).toEqual([]);
  });

  test("recorded what the paper says, and numbers that lie in their intervals", () => {
    const { task, paper, results, criteria } = run.metrics.related![system]!;
    expect(task).toMatch(/^[A-Z].*\.$/);
    expect(paper).toMatch(/\d{4}/);
    expect(results.length).toBeGreaterThan(0);
    expect(criteria.length).toBeGreaterThan(0);
    for (const { value, interval: [low, high] = [value, value], n } of results) {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      expect(n).toBeGreaterThan(0);
    }
  });

  test("drew a figure of its own, which the report shows beside its numbers", () => {
    const figures = run.json<{ name: string; subtitle: string }[]>("figures", "index.json");
    const own = figures.filter(({ name }) => name.startsWith(`${system}-`));
    expect(own.length).toBeGreaterThan(0);
    const html = run.text("report.html");
    for (const { name, subtitle } of own) {
      expect(subtitle).toContain(`seed ${run.metrics.seed}`);
      expect(html).toContain(`figures/${name}`);
    }
    expect(html).toContain(`<section id="${system}">`);
  });
});
