import type { Tensor4D } from "@tensorflow/tfjs";
import { fail } from "../../core/errors";
import { tf, type Draws } from "../../engine";
import { amountsOf, type AugmentationAmounts } from "./amounts";
import { color } from "./color";
import { cutout } from "./cutout";
import { geometry } from "./geometry";
import { intensity } from "./intensity";
import { translation } from "./translation";

/** Every augmentation: images (n, height, width, channels) in [-1, 1] to others of that shape, each changed its own way. */
export const augmentations = { color, translation, cutout, geometry, intensity } as const satisfies Record<
  string,
  (images: Tensor4D, draws: Draws, amounts: AugmentationAmounts) => Tensor4D
>;

export type AugmentationName = keyof typeof augmentations;

/**
 * For GANs: applied to the real and the fake images alike, in the discriminator's and in the generator's step, or the
 * generator learns to draw augmented images. Source: Zhao et al. 2020, policy "color,translation,cutout".
 */
export const diffAugment = ["color", "translation", "cutout"] as const satisfies readonly AugmentationName[];

/** For classifiers: what another position of the head or another scanner might have done. */
export const classical = ["geometry", "intensity"] as const satisfies readonly AugmentationName[];

/** Augments a batch; the draws continue. The same images from the same position of the draws give the same result. */
export type Augment = (images: Tensor4D, draws: Draws) => Tensor4D;

/**
 * Several augmentations as one, for a step that is compiled or not.
 *
 * @param names which, in this order; none gives the images themselves
 * @param amounts what differs from `defaultAmounts`
 * @throws TypeError for an unknown name or amount, RangeError for an amount out of its range
 */
export function augmentation(
  names: readonly AugmentationName[],
  amounts: Partial<AugmentationAmounts> = {},
): Augment {
  const all = amountsOf(amounts);
  const chosen = names.map((name) => {
    if (!Object.hasOwn(augmentations, name))
      fail(
        "augment images",
        `"${String(name)}"`,
        Object.keys(augmentations).join(", "),
        "Take one of these.",
        TypeError,
      );
    return augmentations[name];
  });
  return (images, draws) =>
    tf.tidy(() => chosen.reduce<Tensor4D>((now, augment) => augment(now, draws, all), images.clone()));
}
