import type { Tensor } from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../lib/core";
import { arms, findArm, type Arm } from "../../lib/evaluation";
import { studySettings, trialsOf, type StudyFold, type Trial } from "../../lib/study";
import { ganObjective } from "../../lib/training";
import { armTrial, ganTrial, trialVersion } from "../../lib/study/trial";
import { gradientPenalty, nonSaturating } from "../../lib/training";

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
  test("has a GAN per class, every arm and the baselines in each fold, each after what it needs", () => {
    const all = trials();
    expect(all).toHaveLength(2 * (2 + arms.length + 1));
    expect(new Set(all.map((t) => t.id)).size).toBe(all.length);
    const seen = new Set<string>();
    for (const trial of all) {
      if (trial.kind !== "gan") for (const gan of trial.gans) expect(seen.has(gan)).toBe(true);
      seen.add(trial.id);
    }
  });

  test("has one GAN of all classes in each fold with a conditional pair, and its arms share it", () => {
    const all = trials({ "gan.network": "conditional" });
    expect(all.filter((t) => t.kind === "gan").map((t) => t.label)).toEqual(["all", "all"]);
    const [gan] = all;
    for (const trial of all.slice(0, 1 + arms.length))
      if (trial.kind === "arm" && findArm(trial.arm).needs !== "none") expect(trial.gans).toEqual([gan!.id]);
  });

  test("a changed setting changes the ids of what depends on it, and of nothing else", () => {
    const withGans = arms.filter((a) => a.needs !== "none").map((a) => a.name);
    expect(changed({ "gan.epochs": 80 })).toEqual(new Set(["gan", "baseline", ...withGans]));
    expect(changed({ "samples.count": 50 })).toEqual(new Set([...withGans, "oversampled"]));
    expect(changed({ "classifier.epochs": 30 })).toEqual(new Set(arms.map((a) => a.name)));
    expect(changed({ "study.repeats": 3 })).toEqual(new Set());
    expect(changed({ "engine.threads": 2 })).toEqual(new Set());
    expect(changed({ "engine.convolution": "direct" })).toEqual(
      new Set(["gan", "baseline", ...arms.map((a) => a.name)]),
    );
  });

  test("how latents are searched changes the ids of the arm around them alone", () => {
    const of = (set: Record<string, unknown>) => trials({ "study.arms": "generator", ...set });
    const before = new Set(of({}).map(({ id }) => id));
    for (const set of [{ "inversion.steps": 7 }, { "inversion.spread": 0.5 }]) {
      const moved = of(set).filter(({ id }) => !before.has(id));
      expect(moved.map((t) => (t.kind === "arm" ? t.arm : t.kind))).toEqual([
        "original+around",
        "original+around",
      ]);
    }
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

  test("every fold and repeat draws its seed anew; all trainings of a fold have the same", () => {
    const repeats = [0, 1].flatMap((repeat) =>
      folds.map((fold): StudyFold => ({ ...fold, repeat, foldId: `${repeat} ${fold.foldId}` })),
    );
    const seeds = repeats.map(({ foldId }) => {
      const own = trials({}, repeats).filter((t) => t.foldId === foldId);
      return [...new Set(own.map((t) => t.seed))];
    });
    expect(seeds.map((own) => own.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(seeds.flat()).size).toBe(4);
  });
});

describe("ids", () => {
  const place = { repeat: 0, fold: 0, foldId: "f0", seed: 1 };
  const settings = studySettings("quick", {});
  const gan = ganTrial(place, 0, settings);
  const arm = findArm("original+synthetic");

  test("change with the text of the loss and of the penalty", () => {
    const loss = { ...nonSaturating, generator: (fake: Tensor) => nonSaturating.generator(fake) };
    expect(ganTrial(place, 0, settings, { ...ganObjective(settings), loss }).id).not.toBe(gan.id);
    const penalty = {
      ...gradientPenalty,
      value: (...args: Parameters<typeof gradientPenalty.value>) => gradientPenalty.value(...args),
    };
    expect(ganTrial(place, 0, settings, { ...ganObjective(settings), penalty }).id).not.toBe(gan.id);
    expect(ganTrial(place, 0, settings, { ...ganObjective(settings) }).id).toBe(gan.id);
  });

  test("change with an arm's training set, augmentation and source of synthetic images, not with its description", () => {
    const id = (changed: Partial<Arm>) => armTrial(place, { ...arm, ...changed }, [gan], settings).id;
    expect(id({ about: "in other words" })).toBe(id({}));
    const changes: Partial<Arm>[] = [
      { images: ({ real }) => real },
      { augmentation: ["geometry"] },
      { needs: "kept" },
      { needs: "none" },
      { syntheticAs: "fake" },
    ];
    expect(new Set([id({}), ...changes.map(id)]).size).toBe(1 + changes.length);
  });

  // These files hold what networks, training, choice, classifier and baselines compute. When one changes, or code that a trial
  // runs gives other numbers, old results must not be taken for new ones: raise trialVersion, then put the new pair here.
  test("trialVersion is raised when a golden file of what a trial computes changes", () => {
    const files = [
      ...["choosing", "conditional", "diffusion", "forest", "gan-math", "gan-variants", "instance-norm"],
      ...["keras-layers", "logistic", "quality", "resnet-parameters"],
    ];
    const goldens = files.map((name) => readFileSync(`test/golden/${name}.json`, "utf8"));
    expect([trialVersion, sha256(goldens.join("\n")).slice(0, 16)]).toEqual([5, "5d29243985fb2fc6"]);
  });
});
