import { expect, test } from "vitest";
import {
  isTrialPassed,
  judgeSingleSplits,
  judgeTrial,
  trialTable,
  type JudgedStudy,
} from "../../../lib/runner/truth/judge-trial";

const interval = (mean: number, half: number) => ({
  mean,
  low: mean - half,
  high: mean + half,
  standardError: half / 2,
  df: 10,
  t: 0,
  p: 0.5,
});

/** A study that finds a difference with an interval, where its own arms have another on the images left over. */
const study = (found: number, truth: number, half = 0.05, single = 0): JudgedStudy =>
  ({
    comparisons: [
      {
        arm: "more",
        test: interval(found, half),
        others: { corrected: interval(found, 2 * half), naive: interval(found, half / 5) },
      },
    ],
    external: { arms: [{ arm: "original" }, { arm: "more", difference: { mean: truth, low: 0, high: 0 } }] },
    single: { more: single },
  }) as unknown as JudgedStudy;

test("judgeTrial() counts intervals that hold their own truth, the mean truth, claims and wrong signs", () => {
  const rows = judgeTrial([study(0.1, 0.08), study(0.1, -0.01), study(0.02, 0.02), study(0, 0.03)]);
  const [primary, corrected, naive] = rows;
  expect(primary).toMatchObject({
    test: "primary",
    studies: 4,
    coversOwn: 3, // not where it claims 0.05 to 0.15 and the truth is -0.01
    coversMean: 2, // 0.03 lies in the third and fourth
    claims: 2,
    wrongSign: 1,
    truth: expect.closeTo(0.03, 12) as number,
  });
  expect(corrected).toMatchObject({ coversOwn: 3, claims: 0, wrongSign: 0 });
  expect(naive!.coversOwn).toBe(1);
  expect(isTrialPassed(rows)).toBe(false);
});

test("isTrialPassed() asks for nine of ten studies of every arm and no wrong sign", () => {
  const good = Array.from({ length: 9 }, () => study(0.02, 0.03));
  expect(isTrialPassed(judgeTrial([...good, study(0.03, 0.2)]))).toBe(true);
  expect(isTrialPassed(judgeTrial([...good, study(0.03, 0.2), study(0.03, 0.2)]))).toBe(false);
  expect(isTrialPassed(judgeTrial([...good, study(0.1, -0.2)]))).toBe(false);
  expect(isTrialPassed([])).toBe(false);
});

test("judgeSingleSplits() calls every difference a claim, as the paper does", () => {
  const [row] = judgeSingleSplits([
    study(0, 0.02, 1, 0.045),
    study(0, 0.02, 1, -0.045),
    study(0, 0.02, 1, 0),
  ]);
  expect(row).toEqual({ arm: "more", studies: 3, claims: 2, wrongSign: 1 });
});

test("trialTable() has a row per arm and test", () => {
  const lines = trialTable(judgeTrial([study(0.1, 0.08)])).split("\n");
  expect(lines).toHaveLength(2 + 3);
  expect(lines[2]).toContain("| more | patients and trainings | 1 | 1 | 1 | 1 | 0 | 5.0 | +10.0 | +8.0 |");
});
