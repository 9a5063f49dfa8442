import { expect, test } from "vitest";
import { describeDiscard, type StudyResults } from "../../lib/study";
import { findShortArms } from "../../lib/study/short-arms";

const gain = (mean: number, low: number, high: number): StudyResults["discardGain"] => ({
  arm: "original+synthetic-kept",
  test: { mean, low, high } as NonNullable<NonNullable<StudyResults["discardGain"]>["test"]>,
  p: 0.4,
  images: 40,
  components: undefined,
});

test("describeDiscard() says what discarding did at equal number, with its interval", () => {
  expect(describeDiscard({ discarded: 0.34, discardGain: gain(0.012, -0.03, 0.054)! })).toBe(
    "original+synthetic-kept against original+synthetic, as many synthetic images, 34 % of those looked at discarded: +1.2 points of balanced accuracy (95 % interval −3.0 to +5.4), a comparison beside the planned ones.",
  );
});

test("describeDiscard() is silent without both arms, and says so where nothing can be told", () => {
  expect(describeDiscard({ discarded: 0.3 })).toBeUndefined();
  const untested = {
    arm: "original+synthetic-kept",
    images: 0,
    test: undefined,
    p: undefined,
    components: undefined,
  };
  expect(describeDiscard({ discarded: undefined, discardGain: untested })).toMatch(/: cannot be told/);
});

test("describeDiscard() says where the discard left fewer images than were wanted", () => {
  const [short] = findShortArms([
    {
      trial: {
        kind: "arm",
        id: "a",
        arm: "original+synthetic-kept",
        gans: [],
        repeat: 0,
        fold: 0,
        foldId: "f",
        seed: 1,
      },
      predictions: [],
      facts: { wanted: 40, synthetic: 12 },
      curve: [],
      seconds: 1,
    },
  ]);
  const found = describeDiscard({ discarded: 0.9, discardGain: gain(0.01, -0.1, 0.1)!, short: [short!] });
  expect(found).toContain(
    "fewer synthetic images, as the discard left no more, 90 % of those looked at discarded: +1.0",
  );
});
