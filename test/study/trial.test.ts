import { describe, expect, test } from "vitest";
import { arms } from "../../lib/evaluation";
import { studySettings, trialsOf, powerPlan, type StudyFold, type Trial } from "../../lib/study";

const folds = [0, 1].map((fold): StudyFold => ({
  repeat: 0,
  fold,
  foldId: `f${fold}`,
  train: 128,
  validation: 32,
  test: 40,
}));
const trials = (set: Record<string, unknown> = {}, of = folds, seed = 1): Trial[] =>
  trialsOf(of, 2, studySettings("quick", set), seed);
const changed = (set: Record<string, unknown>): Set<string> => {
  const before = new Set(trials().map((t) => t.id));
  return new Set(trials(set).flatMap((t) => (before.has(t.id) ? [] : [t.kind === "arm" ? t.arm : t.kind])));
};

describe("trialsOf()", () => {
  test("has a GAN a class, every arm and the baselines in each fold, each after what it needs", () => {
    const all = trials();
    expect(all).toHaveLength(2 * (2 + arms.length + 1));
    expect(new Set(all.map((t) => t.id)).size).toBe(all.length);
    const seen = new Set<string>();
    for (const trial of all) {
      if (trial.kind === "arm") for (const gan of trial.gans) expect(seen.has(gan)).toBe(true);
      seen.add(trial.id);
    }
  });

  test("a changed setting changes the ids of what depends on it, and of nothing else", () => {
    const withGans = arms.filter((a) => a.needs !== "none").map((a) => a.name);
    expect(changed({ "gan.epochs": 80 })).toEqual(new Set(["gan", ...withGans]));
    expect(changed({ "samples.count": 50 })).toEqual(new Set([...withGans, "oversampled"]));
    expect(changed({ "classifier.epochs": 30 })).toEqual(new Set(arms.map((a) => a.name)));
    expect(changed({ "study.repeats": 3 })).toEqual(new Set());
    expect(changed({ "engine.threads": 2 })).toEqual(new Set());
    expect(changed({ "engine.convolution": "direct" })).toEqual(new Set(["gan", ...arms.map((a) => a.name)]));
  });

  test("more seeds and folds keep the trials there are", () => {
    const more = new Set(trials({ "study.seeds": 2 }).map((t) => t.id));
    expect(trials().every((t) => more.has(t.id))).toBe(true);
    const [first] = folds as [StudyFold];
    const few = trials({}, [first]);
    expect(few.every((t) => trials().some((u) => u.id === t.id))).toBe(true);
    expect(trials({}, folds, 2).some((t) => trials().some((u) => u.id === t.id))).toBe(false);
  });

  test("arms of a fold share its GANs, and folds share nothing", () => {
    const gans = trials().flatMap((t) => (t.kind === "arm" && t.gans.length > 0 ? [t.gans.join()] : []));
    expect(new Set(gans).size).toBe(2);
  });
});

test("whatItTells() says that repeats help little and folds of few images show only large gains", () => {
  const sizes = powerPlan(200, { folds: 5, repeats: 10, ofFold: 10 });
  expect(sizes.map((s) => s.repeats)).toEqual([1, 2, 5, 10]);
  expect(sizes.map((s) => s.trials)).toEqual([50, 100, 250, 500]);
  const gains = sizes.map((s) => s.detectable);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
  expect(gains[0]).toBeGreaterThan(0.1);
  expect(powerPlan(2000, { folds: 5, repeats: 10, ofFold: 10 })[3]?.detectable).toBeLessThan(gains[3] ?? 0);
});
