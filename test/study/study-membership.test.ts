import { describe, expect, it } from "vitest";
import { range } from "../../lib/core";
import { stream } from "../../lib/core/random";
import { studyMembership } from "../../lib/study/study-membership";
import type { TrialResult } from "../../lib/study/trial-result";

const folds = 3;
const random = stream(1, "logits");

/**
 * Trials of three GANs of one class: 30 images of each fold; a fifth of those that do not test are
 * validation images, of each GAN others.
 * @param remembered added to the logit of a training image
 * @param easy added to the logit of an image of fold 0, wherever it is
 * @param difficulty sd of what each image adds to its logit in every generator
 */
function trials(remembered: number, { easy = 0, difficulty = 0, perFold = 30 } = {}): TrialResult[] {
  const own = range(folds * perFold).map(() => (difficulty === 0 ? 0 : difficulty * random.normal()));
  return range(folds).map((fold): TrialResult => {
    const ids = range(folds * perFold).filter((i) => i % folds !== fold);
    const score = (i: number, isMember: boolean): number =>
      10 * fold + own[i]! + random.normal() + (isMember ? remembered : 0) + (i % folds === 0 ? easy : 0);
    const side = (isMember: boolean) => {
      const images = ids.filter((i) => ((Math.floor(i / folds) + fold) % 5 === 0) !== isMember);
      const names = images.map((i) => `i${i}`);
      return { ids: names, groups: names, scores: images.map((i) => score(i, isMember)) };
    };
    return {
      trial: { kind: "gan", label: 0, id: `g${fold}`, repeat: 0, fold, foldId: `f${fold}`, seed: 1 },
      predictions: [],
      curve: [],
      facts: {},
      memberScores: { members: side(true), others: side(false) },
      seconds: 1,
    };
  });
}

describe("studyMembership()", () => {
  it("studyMembership() sees discriminators that know their training images, each on a scale of its own", () => {
    const [found, ...more] = studyMembership(trials(3), ["normal", "hemorrhage"], 1);
    expect(more).toEqual([]); // no GAN of the other class
    expect(found).toMatchObject({ class: "normal", finding: "shows signs", generators: 3 });
    expect(found!.auc).toBeGreaterThan(0.9);
    expect(found!.control).toBeLessThan(0.75);
    expect(found!.sentence).toMatch(
      /^The discriminators of normal rank .* in at most 0\.\d\d: shows signs\.$/,
    );
  });

  it("studyMembership() is 0.5 within its interval for honest ones", () => {
    const [found] = studyMembership(trials(0), ["normal"], 1);
    expect(found!.low).toBeLessThan(0.5);
    expect(found!.high).toBeGreaterThan(0.5);
    expect(found!.finding).not.toBe("shows signs");
  });

  it("studyMembership() takes an AUC for nothing that two training folds reach as well", () => {
    const [found] = studyMembership(trials(1.5, { easy: 3 }), ["normal"], 1);
    expect(found!.control).toBeGreaterThan(0.9);
    expect(found!.low).toBeGreaterThan(0.5);
    expect(found!.finding).not.toBe("shows signs");
  });

  it("studyMembership() sees a memory that images of very different difficulty would hide from unpaired sides", () => {
    const planted = trials(2, { difficulty: 4, perFold: 60 });
    const [found] = studyMembership(planted, ["normal"], 1);
    const others = planted.map((one): TrialResult => {
      const scores = one.memberScores!;
      const groups = scores.others.groups.map((group) => `other ${group}`);
      return { ...one, memberScores: { ...scores, others: { ...scores.others, groups } } };
    });
    const [unpaired] = studyMembership(others, ["normal"], 1);
    expect([unpaired!.auc, unpaired!.control]).toEqual([found!.auc, found!.control]);
    expect(unpaired!.low).toBeLessThan(0.5);
    expect(found!.low).toBeGreaterThan(0.5);
    expect(found!.finding).toBe("shows signs");
  });

  it("studyMembership() takes each class's scores of GANs of all classes", () => {
    const [honest, knowing] = [trials(0), trials(3)];
    const whole = honest.map((one, i): TrialResult => {
      const join = (side: "members" | "others") => {
        const [a, b] = [one.memberScores![side], knowing[i]!.memberScores![side]];
        return {
          ids: [...a.ids, ...b.ids.map((id) => `other ${id}`)],
          groups: [...a.groups, ...b.groups],
          scores: [...a.scores, ...b.scores],
          labels: [...a.ids.map(() => 0), ...b.ids.map(() => 1)],
        };
      };
      const trial = { ...one.trial, label: "all" } as TrialResult["trial"];
      return { ...one, trial, memberScores: { members: join("members"), others: join("others") } };
    });
    const ofOwn = knowing.map((one) => ({
      ...one,
      trial: { ...one.trial, label: 1 } as TrialResult["trial"],
    }));
    const classes = ["normal", "hemorrhage"];
    expect(studyMembership(whole, classes, 1)).toEqual(studyMembership([...honest, ...ofOwn], classes, 1));
    expect(studyMembership(whole, classes, 1)).toHaveLength(2);
  });

  it("studyMembership() has no control with one generator, and nothing of results without scores", () => {
    const [first] = trials(3);
    expect(studyMembership([first!], ["normal"], 1)[0]!.control).toBeUndefined();
    const { memberScores: _, ...old } = first!;
    expect(studyMembership([old], ["normal"], 1)).toEqual([]);
  });
});
