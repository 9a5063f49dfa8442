import { range } from "../core/arrays";
import { stream } from "../core/random";
import { stageNeeds } from "../core/stage-needs";
import type { ImageSet } from "../data/image-set";
import type { Multiply } from "../ml/distances";
import { randomForest } from "../ml/random-forest";
import { rowsAt, stack, type Vectors } from "../ml/vectors";
import { c2stResult } from "./c2st";
import { compareWithReal } from "./compare-with-real";
import { pixelVectors, type GroupedImages } from "./images";
import { halveGroups } from "./halve-groups";
import { kidOf, type Estimate } from "./kid";
import { refuseOtherImages } from "./refuse-other-images";

/** Synthetic images beside held-out real ones, before or after discarding. */
export interface DiscardEffect {
  readonly images: "as drawn" | "kept";
  /** Number of images, the same before and after. */
  readonly n: number;
  /** Accuracy of a random forest that tells them from held-out images, on halves and patients it did not see; 0.5 is chance. */
  readonly forest: Estimate;
  readonly kid: Estimate;
  /** Shares of the variety of held-out images, which discarding may cost. */
  readonly recall: number;
  readonly coverage: number;
}

const trees = 100;
/** Images of a set that the forest takes, at most: it is asked on half of them. */
const most = 200;

/**
 * What discarding did to a set, at equal numbers and against held-out images, which the rule never saw. It is judged by
 * another family of classifier than the rule's own, which it was made to satisfy: a forest of pixels, not a logistic
 * regression. Recall and coverage stand beside it: what looks more real may vary less.
 *
 * @param candidates all images, in the order in which they were drawn
 * @param kept those that were not discarded
 * @param heldOut real images of the class that neither the generator nor the rule saw
 * @returns as drawn (the first as many), then kept; nothing where fewer than 4 are kept or held out, or the latter are of one patient
 * @throws RangeError for other classes or splits, where held-out images say theirs
 */
export function discardEffect(
  { candidates, kept }: { readonly candidates: ImageSet<"synthetic">; readonly kept: ImageSet<"synthetic"> },
  heldOut: GroupedImages,
  { seed = 0, multiply }: { readonly seed?: number; readonly multiply?: Multiply | undefined } = {},
): DiscardEffect[] {
  refuseOtherImages("show what discarding did", {
    "synthetic images": candidates,
    "held-out images": heldOut,
  });
  const real = pixelVectors(heldOut);
  const n = kept.ids.length;
  const isOne = heldOut.groups !== undefined && new Set(heldOut.groups).size < 2;
  if (isOne || Math.min(n, real.n) < stageNeeds.quality.images) return [];
  const compare = compareWithReal(real, { seed, multiply });
  const sets = { "as drawn": rowsAt(pixelVectors(candidates), range(n)), kept: pixelVectors(kept) };
  return (["as drawn", "kept"] as const).map((images) => {
    const set = sets[images];
    const { kernels, prdc } = compare(set);
    const { value, low, high } = kidOf(kernels(), { seed, multiply, groups: heldOut.groups });
    const { recall, coverage } = prdc();
    return {
      images,
      n,
      forest: forestAccuracy(set, real, heldOut.groups, seed),
      kid: { value, low, high },
      recall,
      coverage,
    };
  });
}

/** Learned on one half of each, equal numbers of both, and counted on the other half, without a real patient in both. */
function forestAccuracy(
  synthetic: Vectors,
  real: Vectors,
  groups: readonly string[] | undefined,
  seed: number,
): Estimate {
  const each = Math.min(synthetic.n, real.n, most);
  const half = Math.ceil(each / 2);
  const order = (x: Vectors, label: number): number[] =>
    stream(seed, "discard effect", label).shuffle(range(x.n));
  const [learnReal, askReal] = halveGroups(order(real, 1), groups, [half, each - half])!;
  const drawn = order(synthetic, 0);
  const learn = [rowsAt(synthetic, drawn.slice(0, learnReal.length)), rowsAt(real, learnReal)] as const;
  const ask = [rowsAt(synthetic, drawn.slice(half, half + askReal.length)), rowsAt(real, askReal)];
  const labels = learn.flatMap(({ n }, label) => range(n).map(() => label));
  const random = stream(seed, "discard effect", "forest");
  const forest = randomForest(stack(...learn), labels, random, trees);
  const right = ask.flatMap((x, label) =>
    range(x.n).filter((i) => {
      const [asSynthetic = 0, asReal = 0] = forest.predict(x.values.subarray(i * x.dim, (i + 1) * x.dim));
      return asReal > asSynthetic === (label === 1);
    }),
  ).length;
  const { accuracy, low, high } = c2stResult(right, 2 * askReal.length);
  return { value: accuracy, low, high };
}
