import { expect, test } from "vitest";
import { compareWithPaper } from "../../lib/evaluation";
import { collectEvidence } from "../../lib/study/collect-evidence";
import { madeResults } from "./made-study";

test("collectEvidence() holds the study's gain, duplicates and discarded share against the paper's claims", () => {
  const { results } = madeResults();
  const evidence = collectEvidence(results);
  const gain = results.comparisons.find((c) => c.arm === "original+synthetic");
  expect(evidence.gain).toMatchObject({ value: gain?.test?.mean, verdict: gain?.verdict });
  expect(evidence.duplicates).toEqual({ pairs: 3, images: 8 });
  expect(evidence.discarded).toBe(0.25);
  expect(evidence.isPapersData).toBe(false);
  const rows = compareWithPaper(evidence);
  const losses = rows.find((r) => r.claim.includes("the Wasserstein loss"));
  expect(losses?.here).toBe("cross-entropy with a gradient penalty (interpolates)");
  const accuracy = rows.find((r) => r.claim === "accuracy of original");
  expect(accuracy?.here).toMatch(/^62\.5 % .*, n = 8 in 2 folds$/);
});

test("collectEvidence() leaves out what was not measured", () => {
  const { results } = madeResults();
  const evidence = collectEvidence({ ...results, comparisons: [], discarded: undefined });
  expect("gain" in evidence).toBe(false);
  expect("discarded" in evidence).toBe(false);
});
