import { describe, expect, test } from "vitest";
import { compareWithPaper, countArchitecture, type Evidence } from "../../lib/evaluation";

const nothing: Evidence = { isPapersData: false, measuredOn: "n = 200 in 5 folds", arms: [] };
const rowOf = (input: Evidence, claim: RegExp) =>
  compareWithPaper(input).find((row) => claim.test(row.claim));

describe("compareWithPaper()", () => {
  test("has every number of Table 1, each with a verdict and one line of reason", () => {
    const rows = compareWithPaper(nothing);
    expect(rows.slice(0, 9).map((r) => r.paper)).toEqual(
      ["76.51", "72.37", "83.04", "60.61", "93.15", "68.48", "78.65", "73.14", "86.60"].map((x) => `${x} %`),
    );
    for (const row of rows) expect(row.reason).toMatch(/^[^\n]{10,140}$/);
  });

  test("finds the row impossible whose accuracy lies outside its rates, and numbers that are no share of 22", () => {
    expect(rowOf(nothing, /^accuracy of synthetic$/)).toMatchObject({ verdict: "impossible" });
    expect(rowOf(nothing, /^accuracy of synthetic$/)?.reason).toContain(
      "between its sensitivity and specificity",
    );
    for (const claim of [/^accuracy of original$/, /^accuracy of original\+synthetic$/])
      expect(rowOf(nothing, claim)).toMatchObject({
        verdict: "impossible",
        reason: expect.stringContaining("no number of right predictions out of 22") as string,
      });
  });

  test("says of numbers of other images that they are of other images, not that they are impossible", () => {
    const values = [{ measure: "accuracy", value: 0.6, low: 0.5, high: 0.7 }] as never;
    const measured = {
      ...nothing,
      arms: [
        { name: "original", values },
        { name: "synthetic", values },
      ],
    };
    for (const claim of [/^accuracy of original$/, /^accuracy of synthetic$/]) {
      const expected = {
        verdict: "cannot be tested",
        reason: expect.stringContaining("other images") as string,
      };
      expect(rowOf(measured, claim)).toMatchObject(expected);
      expect(rowOf({ ...measured, isPapersData: true }, claim)?.verdict).toBe("impossible");
    }
  });

  test("reproduces and refutes nothing that was not measured", () => {
    for (const isPapersData of [false, true])
      for (const row of compareWithPaper({ ...nothing, isPapersData })) {
        expect(row.verdict).toMatch(/^(impossible|cannot be tested)$/);
        if (row.verdict === "cannot be tested")
          expect(row.reason).not.toMatch(/occurs more than once|by the layers|counted from/);
      }
    const claims = [/trainable parameters/, /multiply-adds/, /different person/];
    for (const claim of claims)
      expect(rowOf(nothing, claim)).toMatchObject({ here: "–", reason: "not measured here" });
  });

  test("holds the networks' counts against the paper's", () => {
    const architecture = countArchitecture();
    for (const claim of [/trainable parameters/, /multiply-adds/])
      expect(rowOf({ ...nothing, architecture }, claim)?.verdict).toBe("reproduced");
    const other = {
      parameters: { ...architecture.parameters, generator: 1 },
      multiplyAdds: architecture.multiplyAdds.map((n) => 2 * n),
    };
    for (const claim of [/trainable parameters/, /multiply-adds/])
      expect(rowOf({ ...nothing, architecture: other }, claim)?.verdict).toBe("not reproduced");
  });

  test("judges the gain by the study's own verdict, and says what cannot be tested", () => {
    const gain = { value: 0.03, low: -0.02, high: 0.08 };
    const claim = /raise the accuracy/;
    expect(rowOf(nothing, claim)?.verdict).toBe("cannot be tested");
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "cannot tell" } }, claim)).toMatchObject({
      verdict: "cannot be tested",
      here: "+3.0 (−2.0 to +8.0) points of balanced accuracy, n = 200 in 5 folds",
    });
    const none = { value: -0.0004, low: -0.05, high: 0.05, verdict: "cannot tell" } as const;
    expect(rowOf({ ...nothing, gain: none }, claim)?.here).toMatch(/^\+0\.0 \(−5\.0 to \+5\.0\)/);
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "helps" } }, claim)?.verdict).toBe("reproduced");
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "harms" } }, claim)?.verdict).toBe("not reproduced");
  });

  test("names the loss that was trained with, whichever it was", () => {
    const claim = /and the Wasserstein loss/;
    const objective = "wasserstein with a gradient penalty (interpolates)";
    expect(rowOf({ ...nothing, objective }, claim)?.here).toBe(objective);
    expect(rowOf(nothing, claim)?.here).toBe("–");
  });

  test("tests 'a different person' on the paper's images only", () => {
    const claim = /different person/;
    const duplicates = { pairs: 16, images: 200 };
    expect(rowOf({ ...nothing, isPapersData: true, duplicates }, claim)?.verdict).toBe("not reproduced");
    expect(rowOf({ ...nothing, duplicates }, claim)?.verdict).toBe("cannot be tested");
  });
});
