/** A part of the divided data set; `held-out` is what samples are measured against: of a folder, its validation part. */
export type NeedyPart = "data set" | "training" | "validation" | "test" | "held-out";

/** What a stage needs of each class in one part. */
export interface StageNeed {
  /** The stage in words, after "for": `for the GAN of each class`. */
  readonly stage: string;
  /** `notebooks`: all five; `study`: `npm run study`; `both`. */
  readonly of: "notebooks" | "study" | "both";
  readonly part: NeedyPart;
  /** Images of each class, and groups of them (patients, scans, sets of duplicates; without groups each image is one). */
  readonly images: number;
  readonly groups: number;
  /**
   * When there are fewer: `refused` before anything is trained, by notebook 01 and by the start of a study; or
   * `not measured`, the run goes on and the measure says what it needs.
   */
  readonly otherwise: "refused" | "not measured";
  readonly reason: string;
}

/**
 * What each stage needs, once: the checks before training (`lib/data/split/find-shortage.ts`), the stages themselves and the
 * measures that say "needs n" read these rows.
 */
export const stageNeeds = {
  split: {
    stage: "training, validation and test",
    of: "both",
    part: "data set",
    images: 10,
    groups: 3,
    otherwise: "refused",
    reason:
      "of ten images the split gives one or two to validation and one or two to the test; a group lies in one part only",
  },
  gan: {
    stage: "the GAN of each class",
    of: "both",
    part: "training",
    images: 2,
    groups: 1,
    otherwise: "refused",
    reason: "batch norm needs two images in a batch, and the share of copies each image's nearest other one",
  },
  discard: {
    stage: "the arm without the images that look least real",
    of: "study",
    part: "training",
    images: 2,
    groups: 2,
    otherwise: "refused",
    reason:
      "its judge is cross-fitted: it scores the real images of a group by a model that did not see them",
  },
  epoch: {
    stage: "the choice of the epoch",
    of: "both",
    part: "validation",
    images: 1,
    groups: 1,
    otherwise: "refused",
    reason: "a loss on some of the classes would choose an epoch that is good for these",
  },
  test: {
    stage: "balanced accuracy",
    of: "both",
    part: "test",
    images: 1,
    groups: 1,
    otherwise: "refused",
    reason: "it is the mean of the shares that are recognised of each class",
  },
  copies: {
    stage: "the distance to the training images, beside that of held-out ones",
    of: "notebooks",
    part: "held-out",
    images: 1,
    groups: 1,
    otherwise: "not measured",
    reason: "the medians of both are compared",
  },
  quality: {
    stage: "KID, recall, coverage, precision and C2ST",
    of: "notebooks",
    part: "held-out",
    images: 4,
    groups: 1,
    otherwise: "not measured",
    reason: "a ball reaches to the third neighbour, and C2ST learns from half of the images",
  },
} as const satisfies Readonly<Record<string, StageNeed>>;

/** Images, real training ones and synthetic ones together, that t-SNE (notebook 04) needs for a perplexity. */
export function leastForPlane(perplexity: number): number {
  return Math.ceil(3 * perplexity) + 1; // its neighbours are the 3 perplexity nearest of the others
}
