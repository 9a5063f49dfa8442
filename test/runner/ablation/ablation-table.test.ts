import { expect, test } from "vitest";
import { ablationTable } from "../../../lib/runner/ablation/ablation-table";
import type { AblationResult } from "../../../lib/runner/ablation/train-ablation-arm";

const result = (changes: Partial<AblationResult> = {}): AblationResult => ({
  KID: 0.003,
  recall: 0.8,
  coverage: 0.5,
  C2ST: 0.9,
  vendi: 0.7,
  generatorSteps: 900,
  seconds: 20,
  ...changes,
});
const arm = (name: string, results: readonly AblationResult[]) => ({ arm: { name, set: {} }, results });

test("ablationTable() has the mean of the seeds with lowest and highest, one seed's value alone, and no row without any", () => {
  const table = ablationTable([
    arm("two", [result(), result({ coverage: 0.6, KID: 0.005, seconds: 30 })]),
    arm("one", [result({ C2ST: 0.75 })]),
    arm("none", []),
  ]);
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  expect(rows[0]).toBe(
    "| arm | seeds | KID | recall | coverage | C2ST | Vendi / real | shows its class | s |",
  );
  expect(rows[2]).toBe(
    "| two | 2 | 0.0040 (0.0030 to 0.0050) | 0.80 (0.80 to 0.80) | 0.55 (0.50 to 0.60) | 0.90 (0.90 to 0.90) | 0.70 (0.70 to 0.70) |  | 25 |",
  );
  expect(rows[3]).toBe("| one | 1 | 0.0030 | 0.80 | 0.50 | 0.75 | 0.70 |  | 20 |");
  expect(rows).toHaveLength(4);
});

test("ablationTable() says whether AC-GAN's failure was reproduced: less than 0.8 of projection's variety, classes as plain", () => {
  const of = (acGan: number, fidelity = 0.99) =>
    ablationTable([
      arm("conditional by projection", [result({ vendi: 0.7, fidelity: [0.8, 0.79] })]),
      arm("AC-GAN, weight 1", [result({ vendi: acGan, fidelity: [fidelity, 0.79] })]),
    ]);
  expect(of(0.42)).toMatch(/has 0\.60 of projection's .* in 0\.99 against 0\.80: .* was reproduced\./);
  expect(of(0.63)).toMatch(/has 0\.90 of projection's .* was not reproduced\./);
  expect(of(0.42, 0.7)).toMatch(/in 0\.70 against 0\.80: .* was not reproduced\./);
  expect(of(0.63)).toContain("| 0.99 | 20 |");
});
