import { expect, test } from "vitest";
import { judgeCriterion, describeVerdict } from "../../lib/report";

const verdictOf = (...given: Parameters<typeof judgeCriterion>): string =>
  describeVerdict(judgeCriterion(...given));
const found = (low: number, high: number) => ({ value: (low + high) / 2, interval: [low, high] as const });

test("a criterion is passed or failed by a whole interval only; one that holds the bound cannot be told", () => {
  expect(verdictOf("Dice", found(0.81, 0.9), { above: 0.8 })).toBe("passed");
  expect(verdictOf("Dice", found(0.7, 0.79), { above: 0.8 })).toBe("failed");
  expect(verdictOf("Dice", found(0.75, 0.95), { above: 0.8 })).toBe("cannot tell");
  expect(verdictOf("error", found(0.1, 0.2), { below: 0.3 })).toBe("passed");
  expect(verdictOf("error", found(0.3, 0.4), { below: 0.3 })).toBe("failed");
  expect(verdictOf("error", found(0.2, 0.31), { below: 0.3 })).toBe("cannot tell");
});

test("of two bounds both must be kept", () => {
  const both = { above: 0.8, below: 1.2 };
  expect(verdictOf("ratio", found(0.9, 1.1), both)).toBe("passed");
  expect(verdictOf("ratio", found(1.2, 1.4), both)).toBe("failed");
  expect(verdictOf("ratio", found(0.5, 0.8), both)).toBe("failed");
  expect(verdictOf("ratio", found(0.5, 1.4), both)).toBe("cannot tell");
});

test("a number stands in the text with its interval and n, or that it has none, or that it was not measured", () => {
  expect(judgeCriterion("Dice", { value: 0.76, interval: [0.72, 0.79], n: 200 }, { above: 0.8 })).toEqual({
    text: "Dice, asked above 0.80: 0.760 (0.720–0.790), n = 200",
    holds: false,
  });
  expect(judgeCriterion("gain", { value: -0.01, interval: [-0.03, 0.01] }, { above: -0.02 })).toEqual({
    text: "gain, asked above −0.02: −0.010 (−0.030 to +0.010)",
  });
  expect(judgeCriterion("ratio", { value: 1.1 }, { above: 0.8, below: 1.2 })).toEqual({
    text: "ratio, asked above 0.80 and below 1.20: 1.10 (no interval)",
    holds: true,
  });
  for (const none of [undefined, { value: NaN }])
    expect(judgeCriterion("KID", none, { below: 1 })).toEqual({ text: "KID, asked below 1: not measured" });
});
