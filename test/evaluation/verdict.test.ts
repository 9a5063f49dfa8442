import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import {
  describeFinding,
  judgeDifference,
  judgeSplit,
  ofOneComparison,
  summarizeFinding,
  type StudyFinding,
} from "../../lib/evaluation/verdict";
import { arm } from "./made-arm";

describe("judgeDifference()", () => {
  test("claims a direction below 5 % only, and nothing without a test or a difference", () => {
    expect(judgeDifference(0.1, 0.0499)).toBe("helps");
    expect(judgeDifference(-0.1, 0.0499)).toBe("harms");
    for (const p of [0.05, 1, undefined]) expect(judgeDifference(0.1, p)).toBe("cannot tell");
    expect(judgeDifference(0, 0.01)).toBe("cannot tell");
  });
});

describe("judgeSplit()", () => {
  const original = arm("original", "+".repeat(10) + "-".repeat(10));
  const better = arm("original+synthetic", "+".repeat(18) + "--");

  test("says which way many changed predictions go, with their number and p", () => {
    const { verdict, comparison, sentence } = judgeSplit([original, better]);
    expect(verdict).toBe("helps");
    expect(comparison).toEqual({ gained: 8, lost: 0, n: 20, p: 2 / 2 ** 8 });
    for (const words of ["help", "50.0 %", "90.0 %", "20 test images", "8 newly right, 0 newly wrong"])
      expect(sentence).toContain(words);
    expect(sentence).toContain("p < 0.01");
    const turned = [
      { ...better, name: "original" },
      { ...original, name: "original+synthetic" },
    ];
    expect(judgeSplit(turned)).toMatchObject({ verdict: "harms", comparison: { gained: 0, lost: 8 } });
    expect(judgeSplit(turned).sentence).toContain("harm");
  });

  test("cannot tell from few changed predictions, even where the accuracies differ", () => {
    const five = arm("original+synthetic", "+".repeat(15) + "-----");
    expect(judgeSplit([original, five])).toMatchObject({ verdict: "cannot tell", comparison: { p: 0.0625 } });
    const same = judgeSplit([original, { ...original, name: "original+synthetic" }]);
    expect(same.verdict).toBe("cannot tell");
    expect(same.sentence).toMatch(/^Cannot tell: .*p = 1\.00/);
  });

  test("claims nothing from eight images of two patients, and says whose they are", () => {
    const groups = original.predictions.map((_, i) => (i < 14 ? "one" : "another"));
    const { verdict, sentence } = judgeSplit([original, { ...better, groups }]);
    expect(verdict).toBe("cannot tell");
    expect(sentence).toMatch(
      /20 test images of 2 patients or groups: .*sign-flip test over these, p = 0\.50\)/,
    );
  });

  test("says that no comparison was made where an arm is missing", () => {
    for (const results of [[], [original], [better]]) {
      const { verdict, comparison, sentence } = judgeSplit(results);
      expect([verdict, comparison]).toEqual([undefined, undefined]);
      expect(sentence).toContain("No comparison was made");
      expect(sentence).not.toMatch(/help|harm|tell/i);
    }
  });
});

describe("describeFinding() and summarizeFinding()", () => {
  const test10 = { mean: 0.03, standardError: 0.01, low: 0.01, high: 0.05, df: 9, t: 3, p: 0.012 };
  const finding: StudyFinding = {
    arm: "a",
    images: 200,
    test: test10,
    components: {
      estimate: 0.03,
      patients: 0.0001,
      patientsOfOneRepeat: 0.0001,
      folds: 0.001,
      trainings: 0,
      counts: { patients: 190, classes: 2, folds: 5, repeats: 2 },
    },
    p: 0.024,
    verdict: "helps",
    detectable: 0.031,
    imagesForPaper: 1234,
  };

  test("give verdict, interval, n and both p, with a zero before the point", () => {
    const sentence = describeFinding(finding);
    for (const words of [
      "a helps",
      "+3.0 points",
      "+1.0 to +5.0",
      "n = 200 images of 190 patients or groups in 2 × 5 folds",
    ])
      expect(sentence).toContain(words);
    expect(sentence).toContain("p = 0.012, after Holm p = 0.024");
    expect(summarizeFinding(finding)).toBe("a: helps, +3.0 points (+1.0 to +5.0).");
  });

  test("say, where they cannot tell, what would have been seen and how many images the paper's gain needs", () => {
    const sentence = describeFinding({ ...finding, verdict: "cannot tell", p: 0.3 });
    expect(sentence).toContain("cannot tell");
    expect(sentence).toContain("below 3.1 points may go unseen");
    expect(sentence).toContain(`would 4 of 5 such studies show it, ${ofOneComparison}.`);
    expect(sentence).toMatch(/2\.14 points would need about 1,200 images, likewise/);
    expect(describeFinding({ ...finding, verdict: "cannot tell", detectable: 1.2 })).toContain(
      "no gain at all",
    );
  });

  test("claim nothing without a test", () => {
    const none = { ...finding, test: undefined, p: undefined, verdict: "cannot tell" } as const;
    for (const words of [describeFinding(none), summarizeFinding(none)])
      expect(words).toContain("cannot tell");
  });
});

test.each(["README.md", "lib/study/README.md"])(
  "%s says what the gain that a study could show is about",
  (file) => {
    expect(readFileSync(join(root(), file), "utf8").replace(/\s+/g, " ")).toContain(ofOneComparison);
  },
);
