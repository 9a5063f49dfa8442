import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeJson, type Run, type RunParameters } from "../../lib/core";
import { measures } from "../../lib/evaluation";
import { save } from "../../lib/figures";
import { sampleMetrics } from "../../lib/quality";
import { reportHtml, writeReport } from "../../lib/report/report";
import { readMetrics } from "../../lib/report/metrics";
import { every, source } from "../figures/requests";
import { recordRelated } from "../../lib/report";
import { dataOf, foundOf, openTestRun, recordAll, recordFirst, recordResults, threeArms } from "./recorded";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "report-"))));
afterEach(() => rmSync(out, { recursive: true }));

const open = (more: Partial<RunParameters> = {}) => openTestRun(out, more);

/** The report of a run whose five notebooks were all run. */
async function reportOf(run: Run, className?: string, warnings?: readonly string[]): Promise<string> {
  await recordAll(run, className, warnings);
  // white space between tags is the formatter's
  return reportHtml(run, readMetrics(run.path("metrics.json"))).replace(/>\s+</g, "><");
}

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

describe("reportHtml()", () => {
  it("says in sentences what was found of each generator's memory, and why images are not to be handed out", async () => {
    const run = open();
    await recordAll(run);
    const metrics = readMetrics(run.path("metrics.json"))!;
    const [first, ...others] = metrics.samples!;
    const refused = {
      ...first!,
      memorisation: {
        ...first!.memorisation,
        refusals: ["2 of 12 samples copy."],
        discriminatorRefusals: ["It tells."],
      },
    };
    const text = reportHtml(run, { ...metrics, samples: [refused, ...others] });
    for (const { class: name, memorisation } of metrics.samples!)
      expect(text).toContain(`<li>${name}: ${memorisation.sentence}.`);
    expect(text).toContain(
      "Its images are not to be handed out: 2 of 12 samples copy. Its discriminator.h5 is not to be handed out: It tells.</li>",
    );
    expect(text).toContain(`${refused.class} are not to be handed out. 2 of 12 samples copy.`);
  });

  it("reportHtml() shows what was found of related systems, with their figures, and nothing of those that were not run", async () => {
    const run = open();
    expect(await reportOf(run)).not.toContain("Related");
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "pggan-curves" });
    const found = foundOf(0.25);
    const criteria = [...found.criteria, { text: "growing is no jolt" }]; // no moment to judge it by
    recordRelated(run, { system: "pggan", ...found, criteria });
    const html = reportHtml(run, readMetrics(run.path("metrics.json"))).replace(/>\s+</g, "><");
    expect(html).toContain('<a href="#pggan">pggan</a>');
    const section = /<section id="pggan">.*?<\/section>/s.exec(html)?.[0] ?? "";
    expect(section).toContain("Draws images. Paper: Nobody et al. 2018: 0.4.");
    expect(section).toContain("figures/pggan-curves");
    expect(section).toMatch(/KID<.*0\.25 \(0\.10\u2060–\u20600\.90\)<.*22 test slices</s);
    expect(section).toMatch(/KID falls<\/t[dh]><td[^>]*>passed</);
    expect(section).toMatch(/growing is no jolt<\/t[dh]><td[^>]*>cannot tell</);
    expect(unbalanced(html)).toBeUndefined();
  });

  it("reportHtml() needs nothing outside itself and runs nothing", async () => {
    const run = open();
    for (const [i, name] of ["curves", "sampleGrid"].entries())
      await save(run, { ...((await every[name]?.()(source)) ?? never()), name: `0${i + 2}-${name}` });
    const html = await reportOf(run);
    expect(html.match(/<img [^>]*>/g)).toHaveLength(2);
    expect(html.match(/<img src="data:image\//g)).toHaveLength(2);
    expect(html).not.toMatch(/<(script|link|iframe|object)|https?:\/\/|url\(|@import/);
    expect(html.match(/<img [^>]*alt="Title\. phantom · n = 3 · seed 7"/g)).toHaveLength(2);
  });

  it("reportHtml() is well-formed and escapes what the data say", async () => {
    const html = await reportOf(open(), "<b>normal</b>", ["2 <files> ignored"]);
    expect(html).not.toContain("<b>");
    expect(unbalanced(html)).toBeUndefined();
    expect(html).toContain("2 &lt;files&gt; ignored");
    expect(html).toMatch(/^<!DOCTYPE html>\s*<html lang="en">/);
  });

  it("reportHtml() sets the paper's Table 1 beside ours and says what cannot be", async () => {
    const html = await reportOf(open());
    expect(html).toContain("17/22 = 0.77<br /><small>0.57–0.90</small></td><td>0.7651</td>");
    expect(html).toMatch(/row “synthetic”, 60\.61.% ?, does not lie between its sensitivity and specificity/);
    expect(html).toMatch(/are no number of right predictions out of 22/);
    expect(html).toMatch(/Table 1: .* the paper's, of 22\s+head-CT slices; sensitivity is of hemorrhage/s);
  });

  it("reportHtml() says of three classes that their rates are means", async () => {
    const run = open();
    await recordAll(run);
    const metrics = readMetrics(run.path("metrics.json"))!;
    const data = { ...metrics.data!, classes: ["a", "b", "c"], positive: null };
    const html = reportHtml(run, { ...metrics, data });
    const words = "sensitivity, specificity and AUC are means over 3 classes";
    expect(html.split(words)).toHaveLength(3); // Table 1 and the arms
  });

  it("reportHtml() shows each GAN's numbers, one column per class", async () => {
    const html = await reportOf(open());
    expect(html).toMatch(/<th[^>]*>normal<\/th><th[^>]*>hemorrhage<\/th>/);
    expect(html).toMatch(/generator loss in the last epoch<\/th><td[^>]*>0\.25<\/td><td[^>]*>1\.25/);
  });

  it("reportHtml() shows the samples in each feature space, real and untrained beside them", async () => {
    const html = await reportOf(open());
    expect(html).toMatch(
      /coverage, pixels<\/th><td[^>]*>0\.25 \(real 0\.75, untrained –; n 12\)<\/td><td[^>]*>1\.25/,
    );
    expect(html).toMatch(
      /few modes\. Classifiers of real images are right on 0\.90\s+of\s+the\s+synthetic\s+images/,
    );
  });

  it("reportHtml() says notebook 05's sentence once, at the top", async () => {
    const html = await reportOf(open());
    expect(html.match(/Cannot tell: accuracy/g)).toHaveLength(1);
    expect(html.indexOf("Cannot tell: accuracy")).toBeLessThan(html.indexOf("<nav"));
  });

  it("reportHtml() names what it shows in a person's words, not by keys", async () => {
    const html = await reportOf(open());
    expect(html).toMatch(
      /<th[^>]*>attribute<\/th><th[^>]*>class it separates<\/th><th[^>]*>AUC \(95 % interval\)/,
    );
    for (const { title, key } of sampleMetrics) {
      expect(html).toContain(title);
      if (/[A-Z]/.test(key)) expect(html).not.toContain(key);
    }
    for (const { title } of measures) expect(html).toContain(title);
    expect(html).not.toMatch(/foldId|c2stFloor|nearestNeighbour|truePositive|NaN|undefined</);
  });

  it("reportHtml() lets no name become markup: of a class, a folder, a file, a figure", async () => {
    const evil = `"><script>alert(1)</script>&'`;
    const run = open({ data: join("data", evil) });
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "02-losses" });
    writeJson(run.path("figures", "index.json"), [
      { name: "02-losses", title: evil, subtitle: evil },
      { name: `02-${evil}`, title: evil, subtitle: evil },
    ]);
    const html = await reportOf(run, evil, [`${evil} ignored`]);
    expect(html).not.toContain("<script");
    expect(html).not.toContain(`="">`);
    expect(
      html.match(/&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;&#39;/g)?.length,
    ).toBeGreaterThan(6); // title twice, lead, tables of three parts, a figure
    expect(unbalanced(html)).toBeUndefined();
  });

  it("reportHtml() shows how the data were read before any figure", async () => {
    const run = open();
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "01-sizes" });
    const html = await reportOf(run);
    expect(html.match(/What was read/g)).toHaveLength(1);
    expect(html.indexOf("What was read")).toBeLessThan(html.indexOf("<figure"));
  });

  it("reportHtml() of single notebooks names those to run", async () => {
    const run = open();
    recordFirst(run, await dataOf());
    const html = reportHtml(run, readMetrics(run.path("metrics.json")));
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
    expect(await reportOf(run)).toContain("figures/02-losses is listed but missing");
  });

  it("reportHtml() says which settings differ from the profile", async () => {
    expect(await reportOf(open())).toContain("Every setting is the profile quick's.");
    const html = await reportOf(open({ set: { "gan.epochs": 60 } }));
    expect(html).toMatch(/<th[^>]*>gan.epochs<\/th><td[^>]*>60<\/td><td[^>]*>200<\/td>/);
  });
});

describe("writeReport()", () => {
  it("writeReport() writes report.html from metrics.json, the same bytes each time, under 5 MB", async () => {
    const run = open();
    recordResults(run, threeArms);
    await save(run, { ...((await every["curves"]?.()(source)) ?? never()), name: "02-losses" });
    const first = readFileSync(writeReport(run), "utf8");
    expect(readFileSync(writeReport(run), "utf8")).toBe(first);
    expect(first.length).toBeLessThan(5e6);
    expect(first).toMatch(/Cannot tell: accuracy .* on the same 22 test images/);
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
