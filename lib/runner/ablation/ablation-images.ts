import { range } from "../../core";
import { generatedDataSet, type GeneratedDataSet } from "../../data/generated-data-set";
import { concat, imageSet, type ImageSet } from "../../data/image-set";
import { freshImages, type HeldOut } from "../../data/split/held-out";

/** Images that all arms share: of each class 144 to train on and 400 that nothing sees. */
export interface AblationImages {
  readonly classes: readonly string[];
  readonly train: ImageSet<"train">;
  readonly heldOut: readonly HeldOut[];
}

const size = 32;

/** Images of each class: to train on, to measure samples against, and of these for the Vendi score. */
export const counts = { train: 144, measured: 400, vendi: 200 } as const;

/** Of the phantoms; trainings have seeds of their own. */
export const dataSeeds = { train: 1, heldOut: 2 } as const;

/** Phantoms of both classes. */
export async function ablationImages(): Promise<AblationImages> {
  const classes = ["normal", "hemorrhage"];
  const source = generatedDataSet("phantom") as GeneratedDataSet;
  const draw = (count: number, seed: number) => freshImages(source, { classes, size }, { count, seed });
  const ofClass = ({ pixels, n }: HeldOut, label: number): ImageSet<"train"> => {
    const ids = range(n).map((i) => `${label}-${i}`);
    return imageSet("train", {
      foldId: "ablation",
      seen: ids,
      ids,
      labels: ids.map(() => label),
      size,
      pixels,
    });
  };
  const [first, second] = (await draw(counts.train, dataSeeds.train)).map(ofClass);
  return {
    classes,
    train: concat(first!, second!),
    heldOut: await draw(counts.measured, dataSeeds.heldOut),
  };
}
