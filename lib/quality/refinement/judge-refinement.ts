import { mean } from "../../core/arrays";
import type { Multiply } from "../../ml/distances";
import { c2st, type C2st } from "../c2st";
import { pixelVectors, type Images } from "../images";
import { kid, type Kid } from "../kid";
import { changeAtBorder, changePerImage } from "./change-per-image";
import { edgeEnergy } from "./edge-energy";

/** A set of images against held-out real ones. */
export interface AgainstReal {
  readonly kid: Kid;
  /**
   * Near 0.5 nothing tells them apart by a straight line in pixels. Refinement is not expected to get there. Undefined where the
   * real images are of one patient.
   */
  readonly c2st: C2st | undefined;
  /** See `edgeEnergy`. */
  readonly edges: number;
}

/** What a refiner did to images. */
export interface RefinementJudgement {
  readonly before: AgainstReal;
  readonly after: AgainstReal;
  readonly realEdges: number;
  /** Share of KID that is gone, 1 at best; it may be negative. Undefined where there was none to go: KID before is 0 or less. */
  readonly kidFall: number | undefined;
  /** Share of the difference in edge energy that is closed: 1 at best; above 1 it went too far. */
  readonly edgeGapClosed: number;
  /** Mean absolute change of an image, in values of [-1, 1], one number per image. */
  readonly changes: readonly number[];
  readonly change: number;
  /** Of the two outermost pixels, and of the rest: a dark frame would show here. */
  readonly border: { readonly ring: number; readonly interior: number };
}

/** Options of `judgeRefinement`. */
export interface RefinementJudgementOptions {
  readonly seed?: number;
  readonly multiply?: Multiply | undefined;
  /** The patient of each real image, see `c2st`; by default each image is one. */
  readonly groups?: readonly string[] | undefined;
}

/**
 * Whether images have come nearer to real ones, and how much of them was changed for it.
 *
 * @param before at least 4 images
 * @param after what became of them, in the same order
 * @param real at least 4 real images that no training saw
 * @throws RangeError for fewer, or other sizes
 */
export function judgeRefinement(
  before: Images,
  after: Images,
  real: Images,
  { seed = 0, multiply, groups }: RefinementJudgementOptions = {},
): RefinementJudgement {
  const vectors = pixelVectors(real);
  const isOne = groups !== undefined && new Set(groups).size < 2;
  const against = (images: Images): AgainstReal => ({
    kid: kid(pixelVectors(images), vectors, { seed, multiply, groups }),
    c2st: isOne ? undefined : c2st(pixelVectors(images), vectors, { seed, multiply, groups }),
    edges: edgeEnergy(images),
  });
  const [one, two, realEdges] = [against(before), against(after), edgeEnergy(real)];
  const changes = changePerImage(before, after);
  return {
    before: one,
    after: two,
    realEdges,
    kidFall: one.kid.value > 0 ? 1 - two.kid.value / one.kid.value : undefined,
    edgeGapClosed: (two.edges - one.edges) / (realEdges - one.edges),
    changes,
    change: mean(changes),
    border: changeAtBorder(before, after),
  };
}
