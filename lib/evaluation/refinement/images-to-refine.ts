import type { Degradation } from "../../data/blur-and-darken";
import { drawDegraded } from "../../data/draw-degraded";
import type { ImageSet } from "../../data/image-set";
import { generateAll } from "../../training/generate";
import type { TrainedGan } from "../../training/trained-gan";

/** Synthetic images that a network is to bring nearer to real ones: those that it learns from, and others that it is judged on. */
export interface ImagesToRefine {
  /** Of arms and files: `degraded`. */
  readonly name: string;
  /** In words: `degraded phantoms`. */
  readonly of: string;
  readonly train: ImageSet<"synthetic">;
  readonly judged: ImageSet<"synthetic">;
  /** Of the judged images, where it is known: (n, size, size), 1 in a bleed. */
  readonly masks?: Uint8Array;
  /** What the judged images should have been, where it is known. */
  readonly truth?: ImageSet<"synthetic">;
}

/**
 * Phantoms that are degraded by a known amount: a world with a known truth. Every system that is given the same seed refines the same ones.
 * @param options.images to learn from, and `fresh` ones to be judged on
 * @param options.isRealPhantom whether the real images are phantoms, too: only then should refined ones be as they were before
 */
export async function drawPhantomsToRefine(
  {
    images,
    fresh,
    seed,
    isRealPhantom,
    ...of
  }: {
    readonly images: number;
    readonly fresh: number;
    readonly seed: number;
    readonly isRealPhantom: boolean;
    readonly size: number;
    readonly foldId: string;
  },
  degradation: Degradation,
): Promise<ImagesToRefine> {
  const train = await drawDegraded({ ...of, images, seed: seed + 11_000_000 }, degradation);
  const { set, masks, truth } = await drawDegraded(
    { ...of, images: fresh, seed: seed + 12_000_000 },
    degradation,
  );
  return {
    name: "degraded",
    of: "degraded phantoms",
    train: train.set,
    judged: set,
    masks,
    ...(isRealPhantom && { truth }),
  };
}

/**
 * What the generators of notebook 02 draw, of each class alike.
 * @param images to learn from, and as many others to be judged on, of all classes together
 * @returns undefined where there is no generator
 */
export async function drawSamplesToRefine(
  gans: readonly TrainedGan[],
  images: number,
): Promise<ImagesToRefine | undefined> {
  if (gans.length === 0) return undefined;
  const draw = (purpose: string): Promise<ImageSet<"synthetic">> =>
    generateAll(gans, Math.ceil(images / gans.length), purpose);
  return {
    name: "DCGAN",
    of: "DCGAN images",
    train: await draw("refinement"),
    judged: await draw("refinement judged"),
  };
}

/** Whether the classes of some data are the phantom's, without and with a bleed: only then can phantoms be added to them. */
export const areAboutBleeds = (classes: readonly string[]): boolean =>
  classes.length === 2 && /ha?emorrhag|bleed/i.test(classes[1]!);
