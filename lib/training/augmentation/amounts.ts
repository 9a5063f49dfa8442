import { fail } from "../../core/errors";

/** How much each augmentation changes; lengths are shares of the side, intensities are on [-1, 1]. */
export interface AugmentationAmounts {
  /** color: most that is added to an image. */
  readonly colorBrightness: number;
  /** color: contrast is multiplied by 1 - this to 1 + this. */
  readonly colorContrast: number;
  /** color: likewise the distance of the channels from grey. */
  readonly colorSaturation: number;
  /** translation: farthest shift. */
  readonly translation: number;
  /** cutout: side of the square. */
  readonly cutout: number;
  /** translation and cutout: what is put where nothing is left. */
  readonly fill: number;
  /** geometry: share of images that are mirrored left to right. */
  readonly flip: number;
  /** geometry: largest angle in degrees. */
  readonly rotation: number;
  /** geometry: farthest shift, in fractions of a pixel too. */
  readonly shift: number;
  /** geometry: sizes from 1 - this to 1 + this. */
  readonly zoom: number;
  /** intensity: most that is added inside of the head. */
  readonly brightness: number;
  /** intensity: contrast inside of the head is multiplied by 1 - this to 1 + this. */
  readonly contrast: number;
  /** geometry and intensity: the value outside of the head, the smallest there is. */
  readonly background: number;
}

/**
 * color, translation and cutout as Zhao et al. 2020 published them. Their fill of 0 is grey on [-1, 1]: -1 leaves no grey
 * border on a slice, but is not what was measured. The others are small enough for a bleed to remain one: its intensity
 * identifies it, and a head is never upside down.
 */
export const defaultAmounts: AugmentationAmounts = {
  colorBrightness: 0.5,
  colorContrast: 0.5,
  colorSaturation: 1,
  translation: 1 / 8,
  cutout: 1 / 2,
  fill: 0,
  flip: 0.5,
  rotation: 10,
  shift: 0.06,
  zoom: 0.08,
  brightness: 0.1,
  contrast: 0.1,
  background: -1,
};

const largest: Readonly<Partial<AugmentationAmounts>> = { rotation: 180, zoom: 0.9 };
const values: ReadonlySet<string> = new Set(["fill", "background"]);

/** The defaults with some changed. @throws RangeError for an amount out of its range, TypeError for an unknown one */
export function amountsOf(changes: Partial<AugmentationAmounts> = {}): AugmentationAmounts {
  for (const [name, amount] of Object.entries(changes)) {
    const action = `augment with ${name} ${amount}`;
    if (!Object.hasOwn(defaultAmounts, name))
      fail(action, "no such amount", Object.keys(defaultAmounts).join(", "), "Take one of these.", TypeError);
    const [low, high] = [
      values.has(name) ? -1 : 0,
      (largest as Readonly<Record<string, number | undefined>>)[name] ?? 1,
    ];
    if (!(amount >= low && amount <= high))
      fail(action, String(amount), `${low} to ${high}`, "Choose an amount between these.", RangeError);
  }
  return { ...defaultAmounts, ...changes };
}
