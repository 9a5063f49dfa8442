import { mean } from "../../core";
import type { ImageSet, Role } from "../../data/image-set";
import { engineMultiply } from "../../quality/engine-multiply";
import { changePerImage } from "../../quality/refinement/change-per-image";
import { judgeRefinement, type RefinementJudgement } from "../../quality/refinement/judge-refinement";
import { meanOfImages, type MeanOfImages } from "../../quality/refinement/mean-of-images";
import { regionsKept } from "../../quality/refinement/region-kept";
import { translate, type TranslateOptions, type TrainedRefinement } from "../../training/refinement";
import type { ImagesToRefine } from "./images-to-refine";

/** Images and what a trained network made of them, each in the same order. */
export interface RefinedImages extends ImagesToRefine {
  readonly refined: { readonly train: ImageSet<"synthetic">; readonly judged: ImageSet<"synthetic"> };
}

/** Refines those that a network learned from, for an arm, and those that it is judged on. */
export async function refineImages(
  images: ImagesToRefine,
  trained: TrainedRefinement,
  network: TranslateOptions["network"],
): Promise<RefinedImages> {
  const judged = await translate(trained, images.judged, { network });
  return { ...images, refined: { judged, train: await translate(trained, images.train, { network }) } };
}

/** What refining did to images that the network did not learn from. */
export interface RefinedJudgement extends RefinementJudgement {
  readonly of: string;
  readonly n: number;
  /** Of the images' own mean changes, in values of [-1, 1]. */
  readonly meanChange: MeanOfImages;
  /** Mean difference from what the images should have been, before and after, and after less before of each image; where that is known. */
  readonly errors?: { readonly before: number; readonly after: number; readonly rise: MeanOfImages };
  /** What became of the bleeds that stood out before (`regionsKept`); absent where none did. */
  readonly regions?: { readonly dice: MeanOfImages; readonly shift: MeanOfImages; readonly gone: number };
}

/**
 * Whether refining brought images nearer to real ones, and kept what they show.
 * @param real at least 4 images that no training saw
 */
export function judgeRefined(
  { of, judged, masks, truth, refined }: RefinedImages,
  real: ImageSet<Role>,
  seed: number,
): RefinedJudgement {
  const after = refined.judged;
  const judgement = judgeRefinement(judged, after, real, {
    seed,
    multiply: engineMultiply,
    groups: real.groups,
  });
  const kept = masks ? regionsKept(judged, after, masks) : [];
  const [before, wrong] = truth ? [judged, after].map((images) => changePerImage(images, truth)) : [];
  return {
    ...judgement,
    of,
    n: judged.ids.length,
    meanChange: meanOfImages(judgement.changes, seed),
    ...(before &&
      wrong && {
        errors: {
          before: mean(before),
          after: mean(wrong),
          rise: meanOfImages(wrong.map((value, i) => value - before[i]!), seed), // prettier-ignore
        },
      }),
    ...(kept.length > 0 && {
      regions: {
        dice: meanOfImages(kept.map(({ dice }) => dice), seed), // prettier-ignore
        shift: meanOfImages(kept.map(({ shift }) => shift), seed), // prettier-ignore
        gone: kept.filter(({ dice }) => dice === 0).length / kept.length,
      },
    }),
  };
}
