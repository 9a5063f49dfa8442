import { join } from "node:path";
import { range, readJson, writeJson } from "../../core";
import { generatedDataSet, type GeneratedDataSet } from "../../data/generated-data-set";
import { concat, imageSet, type ImageSet } from "../../data/image-set";
import { freshImages, type HeldOut } from "../../data/split/held-out";

/** Images that all arms share: of each class 144 to train on and 400 that nothing sees. */
export interface AblationImages {
  readonly classes: readonly string[];
  readonly train: ImageSet<"train">;
  readonly heldOut: readonly HeldOut[];
}

/** The images of an ablation before they are joined to sets: one entry per class, by label. */
export type DrawnImages = Readonly<Record<"train" | "heldOut", readonly HeldOut[]>>;

const classes = ["normal", "hemorrhage"];
const size = 32;

/** Images of each class: to train on, to measure samples against, and of these for the Vendi score. */
export const counts = { train: 144, measured: 400, vendi: 200 } as const;

/** Of the phantoms; trainings have seeds of their own. */
export const dataSeeds = { train: 1, heldOut: 2 } as const;

/** Draws phantoms of both classes: some 30 seconds, so once for all trainings of a command. */
export async function drawAblationImages(): Promise<DrawnImages> {
  const source = generatedDataSet("phantom") as GeneratedDataSet;
  const draw = (count: number, seed: number) => freshImages(source, { classes, size }, { count, seed });
  return {
    train: await draw(counts.train, dataSeeds.train),
    heldOut: await draw(counts.measured, dataSeeds.heldOut),
  };
}

/** The images' file in the folder of an ablation's results. */
export const imagesFile = (folder: string): string => join(folder, "images.json");

/** An image set in the file: 32-bit floats, little endian, in base64. */
type Stored = Omit<HeldOut, "pixels"> & { readonly pixels: string };

/** Writes images for the trainings that are to come. */
export function writeAblationImages(folder: string, { train, heldOut }: DrawnImages): void {
  const store = (set: HeldOut): Stored => {
    const { buffer, byteOffset, byteLength } = set.pixels;
    return { ...set, pixels: Buffer.from(buffer, byteOffset, byteLength).toString("base64") };
  };
  writeJson(imagesFile(folder), { train: train.map(store), heldOut: heldOut.map(store) });
}

/** The images that `writeAblationImages` wrote. @throws InputError where there are none */
export function readAblationImages(folder: string): AblationImages {
  const remedy = "Type npm run ablation again: it draws them.";
  const stored = readJson<Record<keyof DrawnImages, readonly Stored[]>>(imagesFile(folder), remedy);
  const open = (set: Stored): HeldOut => ({
    ...set,
    pixels: new Float32Array(Uint8Array.from(Buffer.from(set.pixels, "base64")).buffer),
  });
  const [first, second] = stored.train.map(open).map(ofClass);
  return { classes, train: concat(first!, second!), heldOut: stored.heldOut.map(open) };
}

function ofClass({ pixels, n }: HeldOut, label: number): ImageSet<"train"> {
  const ids = range(n).map((i) => `${label}-${i}`);
  const labels = ids.map(() => label);
  return imageSet("train", { foldId: "ablation", seen: ids, ids, labels, size, pixels });
}
