import { fail } from "../../core/errors";
import { classical } from "../../training/augmentation/augmentation";
import { requireSynthetic, type Arm } from "../arms";
import { addDose, doses } from "./add-dose";

/** Arms that differ in their number of synthetic images alone. */
export interface DoseFamily {
  /** The name by which `study.arms` asks for it. */
  readonly name: string;
  /** What it is, for a caption. */
  readonly about: string;
  /** The arm of dose 0, which the others are compared with. */
  readonly base: string;
  /** The arms of the other doses, ascending. */
  readonly arms: readonly (Arm & { readonly dose: number })[];
  /** The arm whose dose an inner split chooses. */
  readonly tuned: Arm;
}

/**
 * The families. Frid-Adar's has classical augmentation in every arm, which never runs out as each step draws it anew, and
 * synthetic images on top of it.
 *
 * Deviation: there each class's GAN is trained on the augmented training folds, here on the original images: only the classifier
 * sees augmented ones. And classical augmentation is as it is, not added until a measurement says that more no longer helps.
 *
 * Source: Frid-Adar et al. 2018, "GAN-based synthetic medical image augmentation for increased CNN performance in liver
 * lesion classification", section 4: classical augmentation until it no longer helps, then synthetic images.
 */
export const doseFamilies: readonly DoseFamily[] = [
  doseFamily("doses", "original images and doses of synthetic images", "original", {}),
  doseFamily(
    "frid-adar",
    "classical augmentation and doses of synthetic images (Frid-Adar's protocol)",
    "original+classical",
    { augmentation: classical },
  ),
];

function doseFamily(
  name: string,
  about: string,
  base: string,
  augmentation: Pick<Arm, "augmentation">,
): DoseFamily {
  const common = { needs: "dose pool", usesSyntheticCount: false, ...augmentation } as const;
  return {
    name,
    about,
    base,
    arms: doses
      .filter((dose) => dose > 0)
      .map((dose) => ({
        ...common,
        name: `${base}+dose-${dose}`,
        about: `${about}: ${dose} per original image`,
        dose,
        images: ({ real, synthetic }) => addDose(real, requireSynthetic(synthetic), dose),
      })),
    tuned: {
      ...common,
      name: `${base}+tuned`,
      about: `${about}: the dose that an inner split chose`,
      isTuned: true,
      images: ({ real, synthetic, chosenDose }) =>
        addDose(real, requireSynthetic(synthetic), chosenDose ?? requireDose()),
    },
  };
}

function requireDose(): never {
  return fail("make a tuned arm's training set", "no dose", "the chosen one", "Tune it first.", RangeError);
}
