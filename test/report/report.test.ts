import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRun, writeJson, type Json, type RunParameters } from "../../lib/core";
import { save } from "../../lib/figures";
import { commandLine, reportHtml, writeReport } from "../../lib/report/report";
import { answer } from "../../lib/report/answer";
import { armsOf } from "../../lib/report/metrics";
import { every, source } from "../figures/requests";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "report-"))));
afterEach(() => rmSync(out, { recursive: true }));

const open = (more: Partial<RunParameters> = {}) =>
  openRun({ profile: "quick", data: "phantom", seed: 1, out, ...more });

type Four = readonly [tp: number, fn: number, fp: number, tn: number];
const arm = (name: string, n: number, [tp, fn, fp, tn]: Four) => ({
  name,
  n,
  accuracy: (tp + tn) / (tp + fn + fp + tn),
  sensitivity: tp / (tp + fn),
  specificity: tn / (tn + fp),
  counts: { tp, fp, tn, fn },
});
const metrics = {
  profile: "quick",
  seed: 1,
  data: {
    name: "phantom",
    fingerprint: "ab12",
    classes: ["normal", "hemorrhage"],
    warnings: ["2 <files> ignored"],
  },
  split: { train: 144, validation: 34, test: 22 },
  gans: [
    { class: "normal", steps: 600, kid: { trained: 0.031, untrained: 0.83, floor: -0.0003 } },
    { class: "hemorrhage", steps: 600, kid: { trained: 0.042, untrained: 0.81, floor: 0.0001 } },
  ],
  arms: [
    arm("original", 144, [8, 3, 2, 9]),
    arm("synthetic", 200, [10, 1, 6, 5]),
    arm("original+synthetic", 344, [9, 2, 1, 10]),
  ],
};
const judged = (before: Four, after: Four, profile = "quick") =>
  answer(armsOf({ arms: [arm("original", 1, before), arm("original+synthetic", 1, after)] }), profile);

/** The first tag that is closed without being open, or left open; undefined when all match. */
function unbalanced(html: string): string | undefined {
  const alone = new Set(["meta", "img", "br"]);
  const stack: string[] = [];
  for (const [, slash, name = ""] of html
    .replace(/^<!DOCTYPE html>/, "")
    .matchAll(/<(\/?)([a-z0-9]+)(?:\s[^<>]*)?>/g)) {
    if (alone.has(name)) continue;
    if (slash !== "/") stack.push(name);
    else if (stack.pop() !== name) return name;
  }
  return stack.pop();
}

describe("answer()", () => {
  it("answer() cannot tell when the intervals overlap, and says n, counts and intervals", () => {
    expect(judged([8, 3, 2, 9], [9, 2, 1, 10]).sentence).toBe(
      "Cannot tell: accuracy on 22 test images is 0.77 without (17 right, 95\u00a0% interval 0.57–0.90) and 0.86 with synthetic images (19 right, 95\u00a0% interval 0.67–0.95); the intervals overlap.",
    );
  });

  it("answer() says yes or no only when the intervals do not overlap", () => {
    expect(judged([100, 100, 100, 100], [180, 20, 20, 180]).sentence).toMatch(/^Yes: .* do not overlap/);
    expect(judged([180, 20, 20, 180], [100, 100, 100, 100]).sentence).toMatch(
      /^No, it harms: .* do not overlap/,
    );
  });

  it("answer() says that 22 images cannot show the paper's +2.14 points", () => {
    const { caveats } = judged([8, 3, 2, 9], [9, 2, 1, 10]);
    expect(caveats.at(-1)).toMatch(
      /^One of 22 test images is 4\.5 points .* 8\.9 points: .*cannot show the \+2\.14 points/,
    );
    expect(judged([4000, 1000, 1000, 4000], [4000, 1000, 1000, 4000]).caveats.at(-1)).not.toContain(
      "cannot show",
    );
  });

  it("answer() takes notebook 05's sentence and adds the intervals", () => {
    const arms = armsOf({ arms: metrics.arms });
    expect(answer(arms, "quick", "Cannot tell: 2 newly right.").sentence).toBe(
      "Cannot tell: 2 newly right. The 95\u00a0% intervals 0.57–0.90 and 0.67–0.95 overlap.",
    );
  });

  it("answer() claims nothing for a smoke run, and nothing without results", () => {
    expect(judged([8, 3, 2, 9], [9, 2, 1, 10], "smoke").caveats[0]).toContain(
      "only shows that every part works",
    );
    expect(answer([], "quick").sentence).toContain("Not answered yet");
  });
});

describe("armsOf()", () => {
  it("armsOf() takes rates as numbers with counts, and as objects with their interval", () => {
    const [numbers] = armsOf({ arms: [arm("original", 144, [8, 3, 2, 9])] });
    expect(numbers?.rates.accuracy).toMatchObject({ successes: 17, n: 22 });
    expect(numbers?.rates.accuracy?.interval?.low).toBeCloseTo(0.5656, 3);
    const [objects] = armsOf({
      arms: [{ name: "a", accuracy: { value: 0.5, low: 0.3, high: 0.7, successes: 2, n: 4 } }],
    });
    expect(objects?.rates.accuracy).toEqual({
      value: 0.5,
      interval: { low: 0.3, high: 0.7 },
      successes: 2,
      n: 4,
    });
  });

  it("armsOf() takes long names of counts, intervals apart, and what is missing as missing", () => {
    const counts = { truePositive: 8, falsePositive: 2, trueNegative: 9, falseNegative: 3 };
    const given = {
      name: "a",
      accuracy: 17 / 22,
      sensitivity: null,
      counts,
      intervals: { accuracy: [0.1, 0.9] },
    };
    const [one] = armsOf({ arms: [given] });
    expect(one?.rates.accuracy?.interval).toEqual({ low: 0.1, high: 0.9 });
    expect(one?.rates.sensitivity).toBeUndefined();
    expect(armsOf({})).toEqual([]);
  });
});

describe("reportHtml()", () => {
  it("reportHtml() needs nothing outside itself and runs nothing", async () => {
    const run = open();
    for (const [i, name] of ["curves", "sampleGrid"].entries())
      await save(run, { ...((await every[name]?.()(source)) ?? never()), name: `0${i + 2}-${name}` });
    const html = reportHtml(run, metrics);
    expect(html.match(/<img [^>]*>/g)).toHaveLength(2);
    expect(html.match(/<img src="data:image\//g)).toHaveLength(2);
    expect(html).not.toMatch(/<(script|link|iframe|object)|https?:\/\/|url\(|@import/);
    expect(html.match(/<img [^>]*alt="Title\. phantom · n = 3 · seed 7"/g)).toHaveLength(2);
  });

  it("reportHtml() is well-formed and escapes what the data say", () => {
    const html = reportHtml(open(), metrics);
    expect(unbalanced(html)).toBeUndefined();
    expect(html).toContain("2 &lt;files&gt; ignored");
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
  });

  it("reportHtml() sets the paper's Table 1 beside ours and says what cannot be", () => {
    const html = reportHtml(open(), metrics);
    expect(html).toContain("17/22 = 0.77<br><small>0.57–0.90</small></td><td>0.7651</td>");
    expect(html).toMatch(/row “synthetic”, 60\.61.% ?, does not lie between its sensitivity and specificity/);
    expect(html).toMatch(/are no number of right answers out of 22/);
  });

  it("reportHtml() shows each GAN's numbers, one column a class", () => {
    const html = reportHtml(open(), metrics);
    expect(html).toMatch(/<th[^>]*>normal<\/th><th[^>]*>hemorrhage<\/th>/);
    expect(html).toMatch(
      /KID \(lower is better\): synthetic images<\/td><td[^>]*>0\.031<\/td><td[^>]*>0\.042/,
    );
  });

  it("reportHtml() says notebook 05's sentence once, at the top", () => {
    const arms = metrics.arms.map((a) => ({ ...a, answer: "Cannot tell: p = 0.50." }));
    const html = reportHtml(open(), { ...metrics, arms });
    expect(html.match(/Cannot tell: p = 0\.50\./g)).toHaveLength(1);
  });

  it("reportHtml() shows many records as rows, few as columns", () => {
    const shortcuts = ["area", "mean", "width", "height"].map((attribute) => ({
      attribute,
      auc: 0.6,
      flagged: false,
    }));
    const html = reportHtml(open(), { ...metrics, data: { ...metrics.data, shortcuts } });
    expect(html).toMatch(/<th[^>]*>attribute<\/th><th[^>]*>auc<\/th><th[^>]*>flagged<\/th>/);
  });

  it("reportHtml() of single notebooks names those to run", () => {
    const html = reportHtml(open(), { data: metrics.data, split: metrics.split });
    expect(html).toContain("Not answered yet");
    for (const number of ["02", "03", "04", "05"])
      expect(html).toContain(`npm run notebooks -- ${number}</code>`);
    expect(html).not.toContain("npm run notebooks -- 01</code>");
    expect(unbalanced(html)).toBeUndefined();
  });

  it("reportHtml() names a figure that is listed but missing", async () => {
    const run = open();
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "02-losses" });
    rmSync(run.path("figures", "02-losses.png"));
    expect(reportHtml(run, metrics)).toContain("figures/02-losses is listed but missing");
  });

  it("reportHtml() says which settings differ from the profile", () => {
    expect(reportHtml(open(), metrics)).toContain("Every setting is the profile quick's.");
    const html = reportHtml(open({ set: { "gan.epochs": 60 } }), metrics);
    expect(html).toMatch(/<td[^>]*>gan.epochs<\/td><td[^>]*>60<\/td><td[^>]*>200<\/td>/);
  });
});

describe("commandLine()", () => {
  it("commandLine() makes the run again: data, seed, folder and changed settings", () => {
    const run = open({ data: "/some/head ct", seed: 3, set: { "gan.epochs": "60" } });
    expect(commandLine(run)).toBe(
      `npm run notebooks -- --profile quick --data '/some/head ct' --seed 3 --out ${out} --set gan.epochs=60`,
    );
    expect(commandLine(openRun({ profile: "smoke", data: "phantom", seed: 1 }))).toBe(
      "npm run notebooks -- --profile smoke --seed 1",
    );
  });
});

describe("writeReport()", () => {
  it("writeReport() writes report.html from metrics.json, the same bytes each time, under 5 MB", async () => {
    const run = open();
    writeJson(run.path("metrics.json"), metrics satisfies Json);
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "02-losses" });
    const first = readFileSync(writeReport(run), "utf8");
    expect(readFileSync(writeReport(run), "utf8")).toBe(first);
    expect(first.length).toBeLessThan(5e6);
    expect(first).toContain("Cannot tell: accuracy on 22 test images");
  });

  it("writeReport() puts a drawing too large to send in as its picture", async () => {
    const run = open();
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "02-losses" });
    writeFileSync(run.path("figures", "02-losses.svg"), "x".repeat(400_000));
    expect(readFileSync(writeReport(run), "utf8")).toContain('<img src="data:image/png;base64,');
  });

  it("writeReport() of an empty run folder says so instead of failing", () => {
    expect(readFileSync(writeReport(open()), "utf8")).toContain("Not answered yet");
  });
});

function never(): never {
  throw new Error("no such figure");
}
