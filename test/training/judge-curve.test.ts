import { describe, expect, test } from "vitest";
import { describeEnding, judgeCurve, type Ending } from "../../lib/training";

const look = (kid: number, coverage: number, error = 0.005) => ({
  kid,
  kidError: error,
  coverage,
  coverageError: 0.1,
  c2st: 0.7,
});
const curve = (kids: readonly number[], coverages: readonly number[] = kids.map(() => 0.5)) =>
  kids.map((kid, i) => look(kid, coverages[i]!));

describe("judgeCurve()", () => {
  test("takes the clearly lowest KID, and knows when the last improvement was", () => {
    expect(judgeCurve(curve([1, 0.1, 0.02, 0.04, 0.05, 0.06]))).toEqual({ best: 2, improved: 2 });
  });

  test("takes the latest of those within a standard error of the lowest, not the lowest", () => {
    expect(judgeCurve(curve([1, 0.02, 0.018, 0.022, 0.04]))).toEqual({ best: 3, improved: 1 });
  });

  test("does not drift: each a little worse than the one before it, but not within noise of the lowest", () => {
    expect(judgeCurve(curve([0.02, 0.024, 0.028, 0.032])).best).toBe(1);
  });

  test("counts many small steps down as an improvement", () => {
    expect(judgeCurve(curve([0.03, 0.028, 0.026, 0.024, 0.022, 0.02])).improved).toBe(3);
  });

  test("leaves what covers clearly less out, however low its KID", () => {
    expect(judgeCurve(curve([0.05, 0.02, 0.001], [0.5, 0.5, 0.3])).best).toBe(1);
    expect(judgeCurve(curve([0.05, 0.02, 0.001], [0.5, 0.5, 0.45])).best).toBe(2);
  });

  test("counts coverage that rises beyond noise as an improvement, at equal KID", () => {
    expect(judgeCurve(curve([0.02, 0.02, 0.02], [0.2, 0.25, 0.35])).improved).toBe(2);
    expect(judgeCurve(curve([0.02, 0.02, 0.02], [0.2, 0.25, 0.29])).improved).toBe(0);
  });

  test("has nothing to say of an empty curve, and passes over a look without a number", () => {
    expect(judgeCurve([])).toEqual({ best: -1, improved: -1 });
    expect(judgeCurve(curve([0.02, NaN])).best).toBe(0);
    expect(judgeCurve(curve([NaN, NaN]))).toEqual({ best: -1, improved: -1 });
  });

  test("begins at the first look with a number, and goes on from there", () => {
    expect(judgeCurve(curve([NaN, 0.05, 0.04, 0.03]))).toEqual({ best: 3, improved: 3 });
    expect(judgeCurve(curve([NaN, 0.05, 0.05]))).toEqual({ best: 2, improved: 1 });
  });

  test("does not take KID and coverage that go up and down against each other for improvement without end", () => {
    const swing = (one: number, other: number) => [0, 1, 2, 3, 4, 5].map((i) => (i % 2 === 0 ? one : other));
    // each look is better than the one before it in one of both; none is better than all before it
    expect(judgeCurve(curve(swing(0.05, 0.02), swing(0.8, 0.4))).improved).toBe(1);
    expect(judgeCurve(curve([...swing(0.05, 0.02), 0.01], [...swing(0.8, 0.4), 0.4])).improved).toBe(6);
  });
});

test("describeEnding() says why a training ended and which generator is used", () => {
  const ending: Ending = { why: "all epochs", kept: "last", usedEpoch: 4, usedStep: 12 };
  expect(describeEnding(ending)).toBe("trained to the end; the last step is used, nothing was measured");
  expect(describeEnding({ ...ending, bestEpoch: 2, bestStep: 6 })).toContain("the best was 6");
  expect(describeEnding({ ...ending, bestEpoch: 4, bestStep: 12 })).toContain("also the best");
  expect(describeEnding({ ...ending, why: "no improvement", kept: "best", usedStep: 6 })).toBe(
    "ended early, without improvement on validation images; step 6 is used, the best on validation images",
  );
});
