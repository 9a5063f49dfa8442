import { describe, expect, test } from "vitest";
import { ledger, type LedgerInput } from "../../lib/evaluation";

const nothing: LedgerInput = { isPapersData: false, measuredOn: "n = 200 in 5 folds", arms: [] };
const rowOf = (input: LedgerInput, claim: RegExp) => ledger(input).find((row) => claim.test(row.claim));

describe("ledger()", () => {
  test("has every number of Table 1, each with a verdict and one line of reason", () => {
    const rows = ledger(nothing);
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
        reason: expect.stringContaining("no number of right answers out of 22") as string,
      });
  });

  test("judges the gain by the study's own verdict, and says what cannot be tested", () => {
    const gain = { value: 0.03, low: -0.02, high: 0.08 };
    const claim = /raise the accuracy/;
    expect(rowOf(nothing, claim)?.verdict).toBe("cannot be tested");
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "cannot tell" } }, claim)).toMatchObject({
      verdict: "cannot be tested",
      here: "+3.0 (−2.0 to +8.0) points of balanced accuracy, n = 200 in 5 folds",
    });
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "helps" } }, claim)?.verdict).toBe("reproduced");
    expect(rowOf({ ...nothing, gain: { ...gain, verdict: "harms" } }, claim)?.verdict).toBe("not reproduced");
  });

  test("tests 'a different person' on the paper's images only", () => {
    const claim = /different person/;
    const duplicates = { pairs: 16, images: 200 };
    expect(rowOf({ ...nothing, isPapersData: true, duplicates }, claim)?.verdict).toBe("not reproduced");
    expect(rowOf({ ...nothing, duplicates }, claim)?.verdict).toBe("cannot be tested");
  });
});
