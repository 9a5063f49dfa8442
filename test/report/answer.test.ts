import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer as verdict } from "../../lib/evaluation";
import { answer } from "../../lib/report/answer";
import { readMetrics } from "../../lib/report/metrics";
import { openTestRun, recordResults, resultOf, type Four } from "./recorded";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "answer-"))));
afterEach(() => rmSync(out, { recursive: true }));

/** The report's answer, from the arms as notebook 05 records them. */
function answerOf(before: Four, after: Four, profile = "quick") {
  const results = [resultOf("original", 1, before), resultOf("original+synthetic", 1, after)];
  const run = openTestRun(out);
  recordResults(run, results);
  const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
  return { ...answer(arms, profile), verdict: verdict(results) };
}

describe("answer()", () => {
  it("gives notebook 05's verdict and adds the intervals, whether they overlap or not", () => {
    const few = answerOf([8, 3, 2, 9], [9, 2, 1, 10]);
    expect(few.verdict).toMatch(/^Cannot tell/);
    expect(few.sentence).toBe(`${few.verdict} The 95\u00a0% intervals 0.57–0.90 and 0.67–0.95 overlap.`);
    const many = answerOf([100, 100, 100, 100], [180, 20, 20, 180]);
    expect(many.verdict).toContain("help");
    expect(many.sentence).toMatch(/^On this split the DCGAN images help.* do not overlap\.$/);
    expect(answerOf([180, 20, 20, 180], [100, 100, 100, 100]).sentence).toMatch(/harm.* do not overlap\.$/);
  });

  it("says that 22 images cannot show the paper's +2.14 points", () => {
    const { caveats } = answerOf([8, 3, 2, 9], [9, 2, 1, 10]);
    expect(caveats.at(-1)).toMatch(
      /^One of 22 test images is 4\.5 points .* 8\.9 points: .*cannot show the \+2\.14 points/,
    );
    expect(answerOf([4000, 1000, 1000, 4000], [4000, 1000, 1000, 4000]).caveats.at(-1)).not.toContain(
      "cannot show",
    );
  });

  it("claims nothing for a smoke run, and nothing without results", () => {
    expect(answerOf([8, 3, 2, 9], [9, 2, 1, 10], "smoke").caveats[0]).toContain(
      "only shows that every part works",
    );
    expect(answer([], "quick").sentence).toContain("Not answered yet");
  });
});
