import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson, writeJson } from "../../lib/core";
import { countImages } from "../../lib/figures";
import { collectEvidence } from "../../lib/study/collect-evidence";
import { resultFile } from "../../lib/study/trial-result";
import { findValue } from "../../lib/evaluation/measures";
import { compareWithPaper } from "../../lib/evaluation/compare-with-paper";
import { openResults } from "../../lib/study/open-results";
import { studyFolder } from "../../lib/study/study-folder";
import { summarizeStudy } from "../../lib/study/summarize-study";
import { temporary } from "../data/made-folder";
import { madeResults } from "./made-study";

test("summarizeStudy() summarizes the finished trials, and says how many there are", () => {
  const { results } = madeResults();
  expect(results).toMatchObject({ finished: 4, trials: 5, images: 8, folds: 2 });
  expect(results.summaries.map((s) => [s.name, s.images])).toEqual([
    ["original", 8],
    ["original+synthetic", 8],
  ]);
  const accuracies = results.summaries.map((s) => findValue(s.values, "accuracy").value);
  expect(accuracies).toEqual([5 / 8, 7 / 8]);
  expect(results.summaries[1]?.against).toMatchObject({ gained: 2, lost: 0 });
  expect(results.comparisons.map((c) => [c.arm, c.components?.counts.folds])).toEqual([
    ["original+synthetic", 2],
  ]);
});

test("summarizeStudy() averages learning curves over folds, and counts discarded images of all trials", () => {
  const { results } = madeResults();
  expect(results.curves).toEqual([
    { arm: "original", training: [1.5], validation: [2] },
    { arm: "original+synthetic", training: [1.5], validation: [2] },
  ]);
  expect(results.discarded).toBe(0.25);
});

test("openResults() reads what summarizeStudy() wrote; nothing where no study was", () => {
  const { folder, results } = madeResults();
  expect(openResults(folder)).toEqual(JSON.parse(JSON.stringify(results)));
  expect(openResults(temporary())).toBeUndefined();
});

test("openResults() of a study that is running is of the trials finished by now, and writes nothing", () => {
  const { study, folder, results } = madeResults();
  writeJson(join(folder, "study.json"), study);
  expect(openResults(folder)).toEqual(JSON.parse(JSON.stringify(results)));
  rmSync(resultFile(folder, study.trials[3]!));
  expect(openResults(folder)).toMatchObject({ finished: 3, trials: 5, tested: { images: 4, folds: 1 } });
  rmSync(join(folder, "results.json"));
  expect(openResults(folder)).toMatchObject({ finished: 3 });
  expect(existsSync(join(folder, "results.json"))).toBe(false);
  for (const trial of study.trials) rmSync(resultFile(folder, trial), { force: true });
  expect(openResults(folder)).toBeUndefined();
});

test("openResults() never gives the results of a study that had other trials", () => {
  const { study, folder } = madeResults();
  const other = {
    ...study,
    trials: study.trials.map((trial) => ({ ...trial, id: `${trial.id} at another setting` })),
  };
  writeJson(join(folder, "study.json"), other);
  expect(openResults(folder)).toBeUndefined(); // results.json is of as many trials, none of them of this study
  const done = other.trials.slice(1, 5); // as many again
  for (const trial of done) {
    const result = readJson<object>(resultFile(folder, study.trials[0]!), "");
    writeJson(resultFile(folder, trial), { ...result, trial });
  }
  expect(openResults(folder)).toMatchObject({ finished: 4, trials: 5 });
  expect(openResults(folder)!.trialsKey).not.toBe(summarizeStudy(study, folder).trialsKey);
});

test("studyFolder() is named after profile and data set", () => {
  expect(studyFolder("out", "quick", "phantom")).toBe("out/study-quick-phantom");
});

test("each arm of an unfinished study stands beside the paper's numbers with its own n", () => {
  const { study, folder } = madeResults();
  const [, second] = study.trials.filter((t) => t.kind === "arm" && t.arm === "original+synthetic");
  rmSync(resultFile(folder, second!));
  const rows = compareWithPaper(collectEvidence(summarizeStudy(study, folder)));
  const here = (arm: string): string | undefined =>
    rows.find(({ claim }) => claim === `accuracy of ${arm}`)?.here;
  expect(here("original")).toMatch(/, n = 8 in 2 folds$/);
  expect(here("original+synthetic")).toMatch(/, n = 4 of 8 so far$/);
});

test("summarizeStudy() of a study that stopped after a fold says how many images that was", () => {
  const { study, folder, results } = madeResults();
  expect(results.tested).toBeUndefined();
  const [, second] = study.trials.filter((t) => t.kind === "arm" && t.arm === "original+synthetic");
  rmSync(resultFile(folder, second!));
  const partial = summarizeStudy(study, folder);
  expect(partial.tested).toEqual({ images: 4, folds: 1 }); // original has both folds, the other arm one
  expect(countImages(partial)).toBe("at least 4 of 8 images so far, 8 groups in all");
  expect(countImages(results)).toMatch(/^8 images in \d+ groups$/);
});
