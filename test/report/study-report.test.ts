import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { resolveSettings, writeJson } from "../../lib/core";
import { findShortArms } from "../../lib/study/short-arms";
import { writeStudyReport } from "../../lib/report/study-report";
import type { Study, StudyResults } from "../../lib/study";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "study's report-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const evil = `"><script>alert(1)</script>&'`;

/** A study that has been planned; every name in it as given. */
async function reportOf(
  name: string,
  set: Record<string, unknown> = {},
  more: Partial<StudyResults> = {},
): Promise<string> {
  const shared = {
    fingerprint: "0123456789abcdef0123",
    images: 40,
    groups: { origin: "given", count: 30 },
    sameSlice: 1,
    shortcuts: [{ attribute: name, of: name, auc: 0.8, low: 0.7, high: 0.9, visible: true, flagged: true }],
    classes: [name, "hemorrhage"],
    positive: 1,
  } as const;
  const study: Study = {
    ...shared,
    reading: [{ what: "classes", value: `20 ${name}`, how: `sub-folders, as in [${name}]/a.png` }],
    request: { profile: "smoke", data: `/data/${name}`, dataName: name, seed: 1, set: { "data.images": 80 } },
    settings: resolveSettings("smoke", set),
    imageInfo: {},
    folds: [],
    trials: [],
  };
  const results: StudyResults = {
    ...shared,
    profile: "smoke",
    data: name,
    seed: 1,
    folds: 5,
    repeats: 1,
    seeds: 1,
    finished: 0,
    trials: 20,
    summaries: [],
    comparisons: [],
    suspected: [{ id: name, label: 0, probability: 0.9 }] as unknown as StudyResults["suspected"],
    curves: [],
    discarded: 0.1,
    cautious: { groups: 25, comparisons: [], leaked: [3] },
    discardGain: {
      arm: "original+synthetic-kept",
      images: 0,
      test: undefined,
      p: undefined,
      components: undefined,
    },
    objective: "hinge without a gradient penalty",
    doseCurves: [
      {
        family: "doses",
        about: "made",
        base: "original",
        points: [
          {
            arm: "original+dose-0.5",
            images: 40,
            dose: 0.5,
            p: 0.4,
            test: { mean: 0.02, low: -0.07, high: 0.11, standardError: 0.04, t: 0.5, df: 9, p: 0.2 },
          },
        ],
      },
    ],
    short: findShortArms([
      {
        trial: {
          kind: "arm",
          id: "a",
          arm: `random ${name}`,
          gans: [],
          repeat: 0,
          fold: 0,
          foldId: "f",
          seed: 1,
        },
        predictions: [],
        facts: { wanted: 40, synthetic: 0 },
        curve: [],
        seconds: 1,
      },
    ]),
    tuned: [{ arm: "original+tuned", doses: [0, 0.5, 2], innerValidation: 36 }],
    membership: [
      {
        ...{
          class: name,
          finding: "shows signs",
          auc: 0.8,
          low: 0.7,
          high: 0.9,
          control: 0.6,
          generators: 5,
        },
        sentence: `The discriminators of ${name} know.`,
      },
    ],
    ...more,
  };
  writeJson(join(folder, "duplicates.json"), { exact: [[name, "b"]], nearIdentical: [], probableGroups: [] });
  await writeStudyReport(study, results, folder);
  return readFileSync(join(folder, "report.html"), "utf8");
}

it("writeStudyReport() shows each figure as a picture with its title, data set, n and seed as words", async () => {
  const html = await reportOf("normal", {}, { finished: 1 });
  const pictures = html.match(/<img [^>]*>/g) ?? [];
  expect(pictures).toHaveLength(1);
  expect(pictures[0]).toMatch(
    /alt="What synthetic images gain, by their number\. normal · 40 images in 30 groups · seed 1/,
  );
  expect(html).not.toContain("<svg");
});

it("writeStudyReport() lets no name become markup: of a class, a folder, an image, an attribute", async () => {
  const html = await reportOf(evil);
  expect(html).not.toContain("<script");
  expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;&#39;/g)?.length).toBeGreaterThan(6);
});

it("writeStudyReport() says what was read and what decided it", async () => {
  const html = await reportOf("normal");
  expect(html).toMatch(
    /<th[^>]*>classes<\/th><td[^>]*>20 normal<\/td><td[^>]*>sub-folders, as in \[normal\]\/a\.png<\/td>/,
  );
});

it("writeStudyReport() says beside the answer what cautious groups and discarding change", async () => {
  const html = await reportOf("normal");
  expect(html).toContain("25 groups, not 30) the answer is not known");
  expect(html).toContain("division into folds: 3 of 40: a leak that this study cannot rule out");
  expect(html).toContain("original+synthetic-kept against original+synthetic, as many synthetic images");
});

it("writeStudyReport() warns of arms whose pool was emptied, beside the answer too", async () => {
  const html = await reportOf("normal");
  expect(html).toContain("random normal had 0 of the 40 synthetic images it should have in 1 of 1 training:");
  expect(html).toContain("random normal had fewer synthetic images than they should have: see the warnings.");
});

it("writeStudyReport() says what the discriminators know of their training images", async () => {
  expect(await reportOf("normal")).toContain("The discriminators of normal know.");
});

it("writeStudyReport() says how many synthetic images: a table of doses, what was chosen, and what that is worth", async () => {
  const html = await reportOf("normal");
  for (const words of [
    "p = 0.400",
    "original+tuned: doses chosen 0, 0.5, 2",
    "on 36 inner validation images",
    "The generators were those of the outer folds, which saw these images too",
    "The best of 6 equally good doses lies 1.2672 standard deviations above their mean by luck alone",
    "only original+tuned was tuned",
    "+2.0 (−7.0 to +11.0)",
  ])
    expect(html).toContain(words);
});

it("writeStudyReport() prints the command with paths quoted for a shell", async () => {
  const html = (await reportOf("head ct")).replaceAll("&#39;", "'");
  const out = folder.replaceAll("'", `'\\''`);
  expect(html).toContain(
    `npm run study -- --profile smoke --data '/data/head ct' --seed 1 --out '${out}' --set data.images=80<`,
  );
});

it("writeStudyReport() says that all synthetic images are not asked for where no arm has them", async () => {
  const html = await reportOf("normal", { "study.arms": "doses" });
  expect(html).toContain("original+synthetic is none of this study&#39;s arms");
  expect(html).not.toContain("Not answered yet");
});

it("writeStudyReport() says what is missing of an unfinished study", async () => {
  const html = await reportOf("normal");
  expect(html).toContain("Not answered yet");
  expect(html).toContain("Only 0 of 20 trials are finished");
  expect(html).not.toMatch(/NaN|undefined/);
});
