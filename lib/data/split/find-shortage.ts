import { countOf } from "../../core/count-of";
import { stageNeeds, type StageNeed } from "../../core/stage-needs";
import type { Label } from "../label";

/** Indices of the images in each part of a division. */
export interface DividedIndices {
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** A part that lacks what a stage needs, in words for a message. */
export interface Shortage {
  readonly found: string;
  readonly expected: string;
}

/** What is divided: one label and one group's name per image, and the classes' names by label. */
export interface Divided {
  readonly labels: readonly Label[];
  readonly groups: readonly string[];
  readonly classes: readonly string[];
}

/**
 * The first part of a division that lacks images, or groups of them, that a later stage cannot do without.
 * @param of which stages: those of the notebooks, or those of a study
 * @returns undefined where every stage can be finished
 */
export function findShortage(
  indices: DividedIndices,
  { labels, groups, classes }: Divided,
  of: "notebooks" | "study",
): Shortage | undefined {
  const parts = { training: indices.train, validation: indices.validation, test: indices.test } as const;
  const needs = Object.values<StageNeed>(stageNeeds).filter(
    (need) => need.otherwise === "refused" && (need.of === of || need.of === "both"),
  );
  for (const [part, ofPart] of Object.entries(parts))
    for (const need of needs.filter((one) => one.part === part))
      for (const [label, name] of classes.entries()) {
        const own = ofPart.filter((i) => labels[i] === label);
        const count = new Set(own.map((i) => groups[i])).size;
        if (own.length >= need.images && count >= need.groups) continue;
        const few = own.length < need.images;
        return {
          found: `the ${part} part would hold ${few ? countOrNo(own.length, "image") : countOrNo(count, "group")} of ${name}`,
          expected: `at least ${few ? need.images : need.groups} for ${need.stage}`,
        };
      }
  return undefined;
}

function countOrNo(n: number, noun: string): string {
  return n === 0 ? `no ${noun}s` : countOf(n, noun);
}
