import { groupBy, indicesWhere, range } from "../core";
import type { Label } from "../data/label";
import { attackFinding } from "../quality/memorisation/judge-attack";
import type { Finding } from "../quality/memorisation/finding";
import { memberAuc, memberControl, type Scored } from "../quality/memorisation/membership";
import type { GanScores, ScoredImages, TrialResult } from "./trial-result";

/** Whether the discriminators of one class tell their training images, over all its GANs of a study. */
export interface StudyMembership {
  readonly class: string;
  readonly finding: Finding;
  readonly auc: number;
  readonly low: number;
  readonly high: number;
  /** Largest AUC between two folds that one generator saw; undefined for fewer than three folds. */
  readonly control: number | undefined;
  readonly generators: number;
  /** In words. */
  readonly sentence: string;
}

/**
 * The attack on a study's GANs by their discriminators: validation images, which no GAN trains on, against training images.
 * Scores are ranked within each generator, as their scales differ, and pooled. The interval is over patients: an image is a
 * member of some generators and unseen by another, and is drawn with all its scores.
 *
 * @param done finished trials; those of GANs count
 * @param classes names by label
 * @returns one entry per class with scores of at least two images on either side
 * Source: Hayes et al. 2019 (LOGAN) for the attack. The control is our own: the AUC of one training fold against another for
 *   each generator that saw both shows what the difference between folds alone does.
 */
export function studyMembership(
  done: readonly TrialResult[],
  classes: readonly string[],
  seed: number,
): StudyMembership[] {
  return classes.flatMap((name, label) => {
    const gans = done.flatMap(({ trial, memberScores }) =>
      trial.kind === "gan" && [label, "all"].includes(trial.label) && memberScores !== undefined
        ? [{ repeat: trial.repeat, fold: trial.fold, ...ofClass(memberScores, label) }]
        : [],
    );
    const ranked = gans.map(rankWithin);
    const pool = (side: "members" | "others"): Scored => ({
      scores: ranked.flatMap((gan) => gan[side].scores),
      groups: ranked.flatMap((gan) => gan[side].groups),
    });
    const found = memberAuc(pool("members"), pool("others"), { seed });
    if (found === undefined) return [];
    const control = largestControl(gans);
    const { auc, low, high } = found;
    const finding = attackFinding(found, control);
    const between =
      control === undefined
        ? "fewer than three folds leave none to compare with"
        : `between two training folds it does so in at most ${control.toFixed(2)}`;
    const sentence = `The discriminators of ${name} rank a training image above one they have not seen in ${auc.toFixed(2)} of the cases (${low.toFixed(2)}–${high.toFixed(2)}); ${between}: ${finding}.`;
    return [{ class: name, finding, auc, low, high, control, generators: gans.length, sentence }];
  });
}

/** The scores of one class's images, of a GAN of all classes too. */
function ofClass(scores: GanScores, label: Label): GanScores {
  const keep = (side: ScoredImages): ScoredImages => {
    const kept = indicesWhere(side.labels ?? side.ids.map(() => label), (l) => l === label);
    const at = <T>(values: readonly T[]): T[] => kept.map((i) => values[i]!);
    return { ids: at(side.ids), groups: at(side.groups), scores: at(side.scores) };
  };
  return { members: keep(scores.members), others: keep(scores.others) };
}

type FoldScores = GanScores & { readonly repeat: number; readonly fold: number };

/** Scores as ranks from 0 to 1 among all images of the generator; equal ones share their mean rank. */
function rankWithin({ members, others }: GanScores): Record<"members" | "others", Scored> {
  const all = [...members.scores, ...others.scores];
  const rank = (score: number): number =>
    all.reduce((sum, other) => sum + (other < score ? 1 : other === score ? 0.5 : 0), 0) / all.length;
  return {
    members: { groups: members.groups, scores: members.scores.map(rank) },
    others: { groups: others.groups, scores: others.scores.map(rank) },
  };
}

/** An image's fold is the one whose GAN neither trained on it nor had it for validation. */
function largestControl(gans: readonly FoldScores[]): number | undefined {
  const controls = [...groupBy(gans, ({ repeat }) => repeat).values()].flatMap((ofRepeat) => {
    const known = ofRepeat.map(({ fold, members, others }) => ({
      fold,
      ids: new Set([...members.ids, ...others.ids]),
    }));
    const foldOf = (id: string): number | undefined => known.find(({ ids }) => !ids.has(id))?.fold;
    return ofRepeat.flatMap(({ members }) => {
      const kept = range(members.ids.length).flatMap((i) => {
        const fold = foldOf(members.ids[i]!);
        return fold === undefined ? [] : [{ fold, score: members.scores[i]! }];
      });
      const control = memberControl(
        kept.map(({ score }) => score),
        kept.map(({ fold }) => fold),
      );
      return control === undefined ? [] : [control];
    });
  });
  return controls.length === 0 ? undefined : Math.max(...controls);
}
