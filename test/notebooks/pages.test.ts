import { readdirSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { codeCells } from "./executed";
import expected from "./expected-smoke.json";
import { testedRun } from "./run-folder";

const run = testedRun();
const notebooks = ["01-preprocess", "02-train-dcgan", "03-inspect-samples", "04-tsne", "05-evaluate"];

describe.each(expected.figures)("the figure %s", (name) => {
  test("is there as .svg, .png and .json, with numbers behind it", () => {
    expect(readdirSync(run.path("figures"))).toEqual(
      expect.arrayContaining([`${name}.svg`, `${name}.png`, `${name}.json`]),
    );
    expect(run.text("figures", `${name}.svg`)).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
    const { title, subtitle, data } = run.json<{ title: string; subtitle: string; data: unknown[] }>(
      "figures",
      `${name}.json`,
    );
    expect(title.length).toBeGreaterThan(5);
    expect(subtitle).toContain(`seed ${run.metrics.seed}`);
    expect(data.length).toBeGreaterThan(0);
  });

  test("is at most 720 pixels wide and not blank", async () => {
    const image = sharp(run.path("figures", `${name}.png`));
    const { width, height } = await image.metadata();
    expect(width).toBeLessThanOrEqual(720);
    expect(height).toBeGreaterThan(80);
    const { channels } = await image.greyscale().stats();
    expect(channels[0]?.stdev).toBeGreaterThan(3); // a white page with a title only has about 1
  });
});

describe.each(notebooks)("the executed notebook %s", (name) => {
  const code = () => codeCells(run, name);

  test("ran every cell, in order, without an error", () => {
    expect(code().map((cell) => cell.execution_count)).toEqual(code().map((_, i) => i + 1));
    expect(
      code()
        .flatMap((cell) => cell.outputs ?? [])
        .filter((o) => o.output_type === "error"),
    ).toEqual([]);
  });

  test("printed nothing on stderr: no warning in green output", () => {
    const warnings = code()
      .flatMap((cell) => cell.outputs ?? [])
      .filter((o) => o.name === "stderr");
    expect(warnings).toEqual([]);
  });
});

describe("report.html", () => {
  const html = (): string => run.text("report.html");

  test("needs nothing but itself", () => {
    const sources = [...html().matchAll(/\s(?:src|href)="([^"]*)"/g)].map((m) => m[1] ?? "");
    expect(sources.filter((s) => !/^(data:|#)/.test(s))).toEqual([]);
    expect(html()).not.toMatch(/<script|<link|<iframe|@import|url\((?!data:)/);
  });

  test("shows every figure and the rates of every arm", () => {
    for (const name of expected.figures) expect(html()).toContain(`figures/${name}`);
    for (const { name, counts } of run.metrics.arms) {
      expect(html()).toContain(name);
      expect(html()).toContain(`${counts!.truePositive + counts!.trueNegative}/22`);
    }
  });

  test("says how to make it again", () => {
    expect(html()).toContain(`npm run notebooks -- --profile smoke --seed ${run.metrics.seed}`);
  });
});
