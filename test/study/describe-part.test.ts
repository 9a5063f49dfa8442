import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { describePart } from "../../lib/study/describe-part";
import { summarizeStudy } from "../../lib/study/summarize-study";
import { resultFile } from "../../lib/study/trial-result";
import { madeResults } from "./made-study";

test("describePart() says how many trials an answer is of, and what its arms were tested on", () => {
  const { study, folder, results } = madeResults();
  expect(describePart(results)).toBe(
    "Only 4 of 5 trials are finished: what follows is of a part of the study. Each arm shown has been tested on all 8 images, once at least.",
  );
  const [, second] = study.trials.filter((t) => t.kind === "arm" && t.arm === "original+synthetic");
  rmSync(resultFile(folder, second!));
  expect(describePart(summarizeStudy(study, folder))).toBe(
    "Only 3 of 5 trials are finished: what follows is of a part of the study. Each arm shown has been tested on at least 4 of 8 images, in 1 of 2 folds.",
  );
  for (const trial of study.trials) rmSync(resultFile(folder, trial), { force: true });
  expect(describePart(summarizeStudy(study, folder))).toBe(
    "Only 0 of 5 trials are finished: what follows is of a part of the study.",
  );
  expect(describePart({ ...results, finished: 5 })).toBeUndefined();
});
