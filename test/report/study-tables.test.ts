import { expect, test } from "vitest";
import { html } from "../../lib/figures/html";
import { externalSection } from "../../lib/report/study-tables";
import type { StudyResults } from "../../lib/study";

/** The section on external images with so many of each class. */
function sectionOf(counts: readonly number[], low = 0.6): string {
  const set = { name: "other", fingerprint: "f", counts, leftOut: [], differences: [] };
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

test("externalSection() says why there is no interval", () => {
  expect(sectionOf([4, 5])).not.toContain("No interval");
  const unknown = sectionOf([4, 1], -Infinity);
  expect(unknown).toContain("75 (? to ?)");
  expect(unknown).toContain("No interval (?) can be had where a class has fewer than two patients.");
});
