import { expect, test } from "vitest";
import { compareWithPaper } from "../../lib/evaluation";
import { collectEvidence } from "../../lib/study/collect-evidence";
import { madeResults } from "./made-study";

test("collectEvidence() holds the study's gain, duplicates and discarded share against the paper's claims", () => {
  const { results } = madeResults();
  const evidence = collectEvidence(results);
  const gain = results.comparisons.find((c) => c.arm === "original+synthetic");
  expect(evidence.gain).toMatchObject({
    value: gain?.test?.mean,
    verdict: gain?.verdict,
    measuredOn: "n = 8 in 2 folds",
  });
  expect(evidence.duplicates).toEqual({ pairs: 3, images: 8 });
  expect(evidence.discarded).toBe(0.25);
  expect(evidence.isPapersData).toBe(false);
  const rows = compareWithPaper(evidence);
  const losses = rows.find((r) => r.claim.includes("the Wasserstein loss"));
  expect(losses?.here).toBe("cross-entropy with a gradient penalty (interpolates)");
  const accuracy = rows.find((r) => r.claim === "accuracy of original");
  expect(accuracy?.here).toMatch(/^62\.5 % .*, n = 8 in 2 folds$/);
});

test("collectEvidence() says of how many images a gain is, where not all are tested", () => {
  const { results } = madeResults();
  const comparisons = results.comparisons.map((c) => ({ ...c, images: 4 }));
  const rows = compareWithPaper(collectEvidence({ ...results, comparisons }));
  expect(rows.find((r) => r.claim.startsWith("DCGAN images added"))?.here).toMatch(/, n = 4 of 8 so far$/);
});

test("collectEvidence() leaves out what was not measured", () => {
  const { results } = madeResults();
  const evidence = collectEvidence({ ...results, comparisons: [], discarded: undefined });
  expect("gain" in evidence).toBe(false);
  expect("discarded" in evidence).toBe(false);
});
