/** A made-up world in which the truth about two arms is known; effects are on the logit of a right prediction. */
export interface World {
  readonly patients: number;
  /** Share of the patients whose images are of the second class. */
  readonly share: number;
  readonly imagesEach: number;
  readonly folds: number;
  readonly repeats: number;
  readonly seeds: number;
  /** Logit of a right prediction of an average patient: 1.2 is 77 %. */
  readonly base: number;
  /** How much the second arm is better. */
  readonly gain: number;
  /** Standard deviations: how hard patients are, how differently the two arms take them, a model's view of one image. */
  readonly hard: number;
  readonly apart: number;
  readonly model: number;
  /** Of a training: of its seed, of its threshold between the classes, of its training part where that is drawn anew. */
  readonly seed: number;
  readonly threshold: number;
  readonly own: number;
  /** Of a training set's influence as the sum of its images': what training parts share of it, they share. */
  readonly shared: number;
}

const base: World = {
  patients: 200,
  share: 0.5,
  imagesEach: 1,
  folds: 5,
  repeats: 1,
  seeds: 1,
  base: 1.2,
  gain: 0,
  hard: 1,
  apart: 0.5,
  model: 0.5,
  seed: 0.3,
  threshold: 0.4,
  own: 0,
  shared: 0,
};

/** Worlds of 200 patients and five folds. */
export const worlds = {
  seeds: base,
  own: { ...base, own: 0.25 },
  "shared, small": { ...base, shared: 0.15 },
  "shared, large": { ...base, shared: 0.4 },
  "large patient effects": { ...base, hard: 2, apart: 1.5, base: 1.8 },
  "no model noise": { ...base, seed: 0, threshold: 0, model: 0.2 },
} as const satisfies Record<string, World>;

/** Studies of other shapes, in the world `own`. */
export const shapes = {
  "2 folds": { ...worlds.own, folds: 2 },
  "10 folds": { ...worlds.own, folds: 10 },
  "50 folds": { ...worlds.own, folds: 50 },
  "70 patients with 3 images": { ...worlds.own, patients: 70, imagesEach: 3 },
  "a tenth positive": { ...worlds.own, share: 0.1 },
  "60 patients": { ...worlds.own, patients: 60 },
  "1,000 patients": { ...worlds.own, patients: 1000 },
} as const satisfies Record<string, World>;

/** Partitions of the patients into folds, and seeds of each training. */
export const designs = [
  { repeats: 1, seeds: 1 },
  { repeats: 1, seeds: 2 },
  { repeats: 2, seeds: 1 },
  { repeats: 3, seeds: 1 },
  { repeats: 5, seeds: 1 },
  { repeats: 5, seeds: 5 },
] as const;

/** True gains on the logit: none, and about 8 and 12 points of balanced accuracy. */
export const gains = [0, 0.5, 0.75] as const;
