import { concat } from "../../data/image-set";
import { requireSynthetic, type Arm } from "../arms";
import type { SelectionRule } from "./selection-rules";

const about: Readonly<Record<SelectionRule, string>> = {
  random: "any of the pool",
  farthest: "those farthest from the original ones and from each other",
  boundary: "those nearest to the boundary of their class, on its side",
  typical: "the most typical ones, a control",
};

/**
 * One arm per rule: original images and as many synthetic ones as `original+synthetic` has, chosen of one pool that the
 * least real ones were discarded from.
 */
export const selectionArms: readonly Arm[] = (["random", "farthest", "boundary", "typical"] as const).map(
  (rule) => ({
    name: `original+${rule}`,
    about: `original and synthetic images, ${about[rule]}`,
    needs: rule,
    usesSyntheticCount: true,
    images: ({ real, synthetic }) => concat<"train" | "synthetic">(real, requireSynthetic(synthetic)),
  }),
);
