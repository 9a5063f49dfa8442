import { describe, expect, test } from "vitest";
import { mean, range, stream } from "../../../lib/core";
import { judgeLines, judgeWorld, type VerdictLine } from "../../../lib/runner/bench/verdicts/bench-verdicts";
import { simulateStudy } from "../../../lib/runner/bench/verdicts/simulate-study";
import { shapes, worlds, type World } from "../../../lib/runner/bench/verdicts/world";
import { testCrossValidation, power } from "../../../lib/statistics";

// Fewer studies than `npm run bench -- verdicts` draws; bounds are 97.5 % bounds of a rate of 5 % for that many.
const studies = 200;
const most = 17 / 200;

function lineOf(world: World, candidate: VerdictLine["candidate"]): VerdictLine {
  return judgeWorld("test", world, studies).find((line) => line.candidate === candidate)!;
}

describe("the test that decides", () => {
  test("claims little where there is nothing, a plain t-test with repeats much", () => {
    const lines = judgeWorld("test", { ...worlds["large patient effects"], repeats: 5 }, studies);
    const claims = (name: VerdictLine["candidate"]): number =>
      lines.find(({ candidate }) => candidate === name)!.claims;
    expect(claims("patients + trainings")).toBeLessThanOrEqual(most);
    expect(claims("naive t")).toBeGreaterThan(1.5 * most);
    expect(claims("corrected t")).toBeLessThanOrEqual(most);
  });

  test.each([
    ["one division into folds", { ...worlds.own, gain: 0.5 }],
    ["patients with three images", { ...shapes["70 patients with 3 images"], repeats: 2 }],
    ["few of one class", { ...shapes["a tenth positive"], repeats: 2, gain: 0.5 }],
    ["an effect that all folds share", { ...worlds["shared, large"], repeats: 2 }],
  ] as const)("misses what it is about seldom: %s", (_, world) => {
    expect(lineOf(world, "patients + trainings").missed.data).toBeLessThanOrEqual(most);
  });

  test("finds 12 points in 4 of 5 studies of two divisions, where the corrected t finds a third", () => {
    const world = { ...worlds.own, repeats: 2, gain: 0.75 };
    expect(lineOf(world, "patients + trainings").claims).toBeGreaterThan(0.75);
    expect(lineOf(world, "corrected t").claims).toBeLessThan(0.5);
  });

  test("finds a gain as often as the studies themselves say", () => {
    const random = stream(1, "stated power");
    const found = range(studies).map(() => {
      const { differences, truth } = simulateStudy({ ...worlds.own, repeats: 2, gain: 0.5 }, random);
      const { primary } = testCrossValidation(differences, 5)!;
      return { isClaim: primary.p! < 0.05, stated: power(truth.data, primary.standardError, primary.df) };
    });
    const [claimed, stated] = [mean(found, ({ isClaim }) => Number(isClaim)), mean(found, (f) => f.stated)];
    expect(Math.abs(claimed - stated)).toBeLessThan(0.1);
    expect(stated).toBeGreaterThan(0.3);
  });

  test("with an effect that all folds share, only the widest interval covers other data sets", () => {
    const world = { ...worlds["shared, large"], repeats: 2 };
    expect(lineOf(world, "patients + trainings").missed.world).toBeGreaterThan(0.2);
    expect(lineOf(world, "other data sets").missed.world).toBeLessThan(0.1);
  });
});

test("a simulated study's predictions have the difference that its world says", () => {
  const { differences, truth } = simulateStudy(
    { ...worlds.seeds, patients: 40_000, gain: 0.75 },
    stream(2, "many patients"),
  );
  const { primary, others } = testCrossValidation(differences, 5)!;
  expect(Math.abs(primary.mean - truth.models)).toBeLessThan(3 * others.theseModels.standardError);
  expect(truth.world).toBeCloseTo(0.1195, 3); // as the reference program has it
});

test("judgeLines() fails for a test that misses too often or finds too little", () => {
  const line = (change: Partial<VerdictLine>): VerdictLine => ({
    world: "own",
    repeats: 2,
    seeds: 1,
    gain: 0.75,
    candidate: "patients + trainings",
    studies: 1000,
    truth: 0.12,
    claims: 0.85,
    wrongSign: 0,
    halfWidth: 0.08,
    missed: { models: 0, data: 0.05, world: 0.05 },
    ...change,
  });
  expect(judgeLines([line({})])).toEqual({ missed: 0.05, found: 0.85, isPassed: true });
  expect(judgeLines([line({}), line({ world: "seeds", claims: 0.79 })]).isPassed).toBe(false);
  const missing = line({ gain: 0, missed: { models: 0, data: 0.065, world: 0 } });
  expect(judgeLines([line({}), missing]).isPassed).toBe(false);
  expect(judgeLines([line({}), { ...missing, candidate: "naive t" }]).isPassed).toBe(true);
});
