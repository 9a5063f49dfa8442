import { concat } from "../data/image-set";
import { requireSynthetic, type Arm } from "./arms";

/** Arms that use the generators otherwise than by adding what they draw; the number of synthetic images is the others'. */
export const generatorArms: readonly Arm[] = [
  {
    name: "original+around",
    about: "original images and synthetic images around the latents of training images",
    needs: "around",
    usesSyntheticCount: true,
    images: ({ real, synthetic }) => concat<"train" | "synthetic">(real, requireSynthetic(synthetic)),
  },
  {
    name: "semi-supervised",
    about:
      "original images; synthetic images as one class more, which the classifier has to tell (Salimans et al. 2016)",
    needs: "synthetic",
    usesSyntheticCount: true,
    syntheticAs: "fake",
    images: ({ real, synthetic }) => concat<"train" | "synthetic">(real, requireSynthetic(synthetic)),
  },
];
