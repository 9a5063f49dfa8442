import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeSplit } from "../../lib/evaluation";
import { describeAnswer } from "../../lib/report/describe-answer";
import { readMetrics } from "../../lib/report/metrics";
import { openTestRun, recordNoise, recordResults, resultOf, type Four } from "./recorded";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "answer-"))));
afterEach(() => rmSync(out, { recursive: true }));

/** The report's answer, from the arms as notebook 05 records them. */
function answerOf(before: Four, after: Four, profile = "quick") {
  const results = [resultOf("original", 1, before), resultOf("original+synthetic", 1, after)];
  const run = openTestRun(out);
  recordResults(run, results);
  const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
  return { ...describeAnswer(arms, profile), split: judgeSplit(results) };
}

describe("describeAnswer()", () => {
  it("gives notebook 05's verdict, word for word, and adds the intervals", () => {
    const few = answerOf([8, 3, 2, 9], [9, 2, 1, 10]);
    expect(few.split.verdict).toBe("cannot tell");
    expect(few.sentence.startsWith(few.split.sentence)).toBe(true);
    expect(few.sentence).toMatch(/56\.6–89\.9\u00a0% .*66\.7–95\.3\u00a0%/);
    const many = answerOf([100, 100, 100, 100], [180, 20, 20, 180]);
    expect(many.split.verdict).toBe("helps");
    expect(many.sentence.startsWith(many.split.sentence)).toBe(true);
    const harmed = answerOf([180, 20, 20, 180], [100, 100, 100, 100]);
    expect(harmed.split.verdict).toBe("harms");
    expect(harmed.sentence.startsWith(harmed.split.sentence)).toBe(true);
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

  it("does not take a test without a wrong answer for one without an error", () => {
    expect(answerOf([2, 0, 0, 2], [2, 0, 0, 2]).caveats.at(-1)).toMatch(
      /^One of 4 test images is 25\.0 points of accuracy, .* 100\.0\u00a0% is 18\.6 points, with one right and one wrong answer added: .*cannot show/,
    );
  });

  it("says which networks its generators are of, unless they are the paper's", () => {
    const results = [resultOf("original", 1, [8, 3, 2, 9]), resultOf("original+synthetic", 1, [9, 2, 1, 10])];
    const run = openTestRun(out);
    recordResults(run, results);
    const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
    const of = (...gans: readonly { network: string; steps: number }[]) =>
      describeAnswer(arms, "quick", [], gans).caveats.join(" ");
    const small = { network: "small", steps: 1000 };
    expect(of(small, small)).toContain("not the paper's: network small, 1000 steps;");
    expect(of({ network: "paper", steps: 12500 })).not.toContain("network");
  });

  it("says that patients have several test images, which the intervals do not know", () => {
    const of = (groups: readonly string[] | undefined) => {
      const results = [
        resultOf("original", 1, [8, 3, 2, 9]),
        resultOf("original+synthetic", 1, [9, 2, 1, 10]),
      ];
      const run = openTestRun(out);
      recordResults(
        run,
        results.map((r) => ({ ...r, ...(groups && { groups }) })),
      );
      const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
      return {
        patients: arms.map((a) => a.patients),
        words: describeAnswer(arms, "quick").caveats.join(" "),
      };
    };
    const pairs = of(Array.from({ length: 22 }, (_, i) => `p${i >> 1}`));
    expect(pairs.patients).toEqual([11, 11]);
    expect(pairs.words).toContain("The 22 test images are of 11 patients or groups");
    const singles = of(Array.from({ length: 22 }, (_, i) => `p${i}`));
    expect(singles.patients).toEqual([undefined, undefined]);
    for (const { words } of [singles, of(undefined)]) expect(words).not.toContain("patients");
  });

  it("says how often the test was opened, as metrics.json has it", () => {
    const results = [resultOf("original", 1, [8, 3, 2, 9]), resultOf("original+synthetic", 1, [9, 2, 1, 10])];
    const run = openTestRun(out);
    recordResults(
      run,
      results.map((r) => ({ ...r, testOpenings: 2 })),
    );
    const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
    expect(arms.map((a) => a.testOpenings)).toEqual([2, 2]);
    expect(describeAnswer(arms, "quick").caveats.join(" ")).toContain("opened 2 times");
    expect(answerOf([8, 3, 2, 9], [9, 2, 1, 10]).caveats.join(" ")).toContain("opened once");
  });

  it("says which generator shows signs of memorising, and which images are not to be handed out", () => {
    const run = openTestRun(out);
    recordNoise(run, ["normal"]);
    const { samples = [] } = readMetrics(run.path("metrics.json")) ?? {};
    recordResults(run, [
      resultOf("original", 1, [8, 3, 2, 9]),
      resultOf("original+synthetic", 1, [9, 2, 1, 10]),
    ]);
    const { arms = [] } = readMetrics(run.path("metrics.json")) ?? {};
    const of = (change: object) =>
      describeAnswer(
        arms,
        "quick",
        samples.map((s) => ({ ...s, memorisation: { ...s.memorisation, ...change } })),
      ).caveats.join(" ");
    expect(of({ finding: "no sign found", refusals: [] })).not.toContain("normal");
    expect(of({ finding: "shows signs", refusals: [] })).toContain(
      "The generator of normal shows signs of having memorised",
    );
    expect(of({ finding: "shows signs", refusals: ["Why."] })).toContain(
      "of normal are not to be handed out. Why.",
    );
  });

  it("claims nothing for a smoke run, and nothing without results", () => {
    expect(answerOf([8, 3, 2, 9], [9, 2, 1, 10], "smoke").caveats[0]).toContain(
      "only shows that every part works",
    );
    expect(describeAnswer([], "quick").sentence).toContain("Not answered yet");
  });
});
