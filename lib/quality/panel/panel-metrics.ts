import type { Multiply } from "../../ml/distances";
import type { Vectors } from "../../ml/vectors";
import { meanSimilarity } from "../diversity/mean-similarity";
import { hasScales } from "../diversity/ms-ssim";
import { kernelScale, similarityKernel, vendiScore } from "../diversity/vendi-score";
import type { Images } from "../images";
import { kid } from "../kid";
import { prdc } from "../prdc";
import { frechetRadiomicsDistance } from "../radiomics/frechet-radiomics-distance";
import { pixelSpace, radiomicsSpace } from "./feature-spaces";

/** A set of images in one feature space, beside as many held-out real ones. */
export interface InSpace {
  readonly images: Images;
  readonly set: Vectors;
  readonly heldOut: Vectors;
  readonly multiply: Multiply | undefined;
}

/** One number of the panel. */
export interface PanelMetric {
  readonly title: string;
  /** Which values are good. */
  readonly direction: string;
  /** The only space it is of; every space without one. */
  readonly space?: string;
  /** Whether images of this side can have it; all can without one. */
  readonly fits?: (side: number) => boolean;
  readonly measure: (of: InSpace) => number;
}

/**
 * The numbers of the panel, in the order of its table. A new one is a file that computes it and one row here; it is then
 * measured in every feature space, recorded and shown.
 */
export const panelMetrics: readonly PanelMetric[] = [
  {
    title: "KID",
    direction: "lower is better",
    measure: ({ set, heldOut, multiply }) => kid(set, heldOut, { draws: 0, multiply }).value,
  },
  ...(["precision", "recall", "density", "coverage"] as const).map((title) => ({
    title,
    direction: title === "density" ? "about 1 is natural" : "higher is better",
    measure: ({ set, heldOut, multiply }: InSpace): number => prdc(set, heldOut, { multiply })[title],
  })),
  {
    title: "Vendi score",
    direction: "as the real images' is natural; it counts noise as variety",
    measure: ({ set, heldOut, multiply }) =>
      vendiScore(similarityKernel(set, kernelScale(heldOut, multiply), multiply)),
  },
  {
    title: "MS-SSIM of pairs",
    direction: "as the real images' is natural, nearer to 1 means less variety",
    space: pixelSpace,
    fits: hasScales,
    measure: ({ images }) => meanSimilarity(images),
  },
  {
    title: "Fréchet radiomics distance (ln)",
    direction: "lower is better, the real images' is what chance makes",
    space: radiomicsSpace,
    measure: ({ set, heldOut }) => frechetRadiomicsDistance(heldOut, set),
  },
];
