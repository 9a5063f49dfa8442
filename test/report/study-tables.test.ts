import { expect, test } from "vitest";
import { html, type Html } from "../../lib/figures/html";
import { armTable, externalSection, otherTests } from "../../lib/report/study-tables";
import { madeResults } from "../study/made-study";
import type { StudyResults } from "../../lib/study";

test("armTable() gives each arm its own number of images", () => {
  const { results } = madeResults();
  const [original, other] = results.summaries as [Summary, Summary];
  const { markup } = armTable({ ...results, summaries: [original, { ...other, images: 4 }] });
  expect(cellsOf(markup, "original").slice(0, 2)).toEqual(["original", "8"]);
  expect(cellsOf(markup, "original+synthetic").slice(0, 2)).toEqual(["original+synthetic", "4"]);
});

test("armTable() says why there is no p where patients have several images", () => {
  const { results } = madeResults();
  const [original, other] = results.summaries as [Summary, Summary];
  const why = "both take images for independent, and some patients have several";
  expect(armTable(results).markup).not.toContain(why);
  const grouped = {
    ...other,
    against: { gained: 2, lost: 0 },
    delong: { auc: [0.75, 0.5], p: undefined },
  } as const;
  const { markup } = armTable({ ...results, summaries: [original, grouped] });
  expect(markup).toContain(why);
  expect(cellsOf(markup, "original+synthetic").slice(-2)).toEqual(["2 / 0 (–)", "0.25 (–)"]);
});

test("otherTests() names what each spread is of", () => {
  const { markup } = otherTests(madeResults().results) as Html;
  expect(markup).toContain("patients&#39; spread, of the mean over the folds");
  expect(markup).toContain("a training&#39;s spread, of one fold");
});

type Summary = StudyResults["summaries"][number];

/** Texts of the row of a table that begins with a name. */
function cellsOf(markup: string, name: string): string[] {
  const rows = markup
    .split("<tr>")
    .map((row) =>
      [...row.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]>/g)].map(([, text]) => text!.replaceAll("\u00a0", " ")),
    );
  return rows.find(([first]) => first === name) ?? [];
}

/** The section on external images with so many of each class. */
function sectionOf(counts: readonly number[], low = 0.6, samePatients = 0): string {
  const set = { name: "other", fingerprint: "f", counts, leftOut: [], samePatients, differences: [] };
  const balancedAccuracy = { mean: 0.75, low, high: low === -Infinity ? Infinity : 0.9 };
  const external: StudyResults["external"] = {
    set,
    arms: [{ arm: "original", trainings: 5, balancedAccuracy }],
  };
  return html`${externalSection({ external })}`.markup;
}

test("externalSection() calls nothing balanced accuracy that lacks a class, and says how many there are", () => {
  const all = sectionOf([4, 5, 6]);
  expect(all).toContain("balanced accuracy, %");
  expect(all).not.toContain("classes only");
  const two = sectionOf([4, 0, 6]);
  expect(two).toContain("It holds 2 of 3 classes only: shown is the mean of the rates of these");
  expect(two).toContain("mean rate of its classes, %");
  expect(two).not.toContain("balanced accuracy, %");
});

test("externalSection() warns of patients who are called as patients trained on", () => {
  expect(sectionOf([4, 5])).not.toContain("called as patients");
  expect(sectionOf([4, 5], 0.6, 3)).toContain(
    "3 of its patients are called as patients trained on; if they are the same people, leave them out.",
  );
});

test("externalSection() says why there is no interval", () => {
  expect(sectionOf([4, 5])).not.toContain("No interval");
  const unknown = sectionOf([4, 1], -Infinity);
  expect(unknown).toContain("75 (? to ?)");
  expect(unknown).toContain("No interval (?) can be had where a class has fewer than two patients.");
});
