import { range } from "../../core/arrays";
import { fingerprint } from "../../data/fingerprint";
import { phantom, phantomImage } from "../../data/phantom";
import { preprocess } from "../../data/preprocess";
import { engineMultiply, type Images } from "../../quality";
import { alignedCopies, isCopying } from "../../quality/memorisation/aligned-copies";
import { copyKinds, plantedCopies } from "../../quality/memorisation/planted-copies";

/** What a detector may use, and honest images: phantoms of one class, all of them different heads. */
export interface PlantedGround {
  readonly seed: number;
  readonly train: Images & { readonly groups: readonly string[] };
  readonly heldOut: Images;
  /** A perfect generator's images. */
  readonly honest: Images;
}

/** Says whether a set of synthetic images is bad. */
export interface Detector {
  readonly name: string;
  readonly flags: (images: Images, ground: PlantedGround) => boolean;
}

/** A fault planted into honest images, and the detector that must see it. */
export interface PlantedCase {
  readonly name: string;
  readonly detector: Detector;
  readonly plant: (ground: PlantedGround) => Images;
}

/** How many images of each kind. */
export type PlantedCounts = Readonly<Record<"train" | "heldOut" | "honest", number>>;

/** Quick's 72 training images per class, and held-out and synthetic ones as a small data set has them. */
const quickCounts: PlantedCounts = { train: 72, heldOut: 72, honest: 200 };

const copies: Detector = {
  name: "aligned copies",
  flags: (images, ground) =>
    isCopying(alignedCopies(images, ground, { seed: ground.seed, multiply: engineMultiply })),
};

/** The faults of `npm run bench -- metrics`. A new one is one row; each detector is also given honest images. */
export const plantedCases: readonly PlantedCase[] = copyKinds.map((kind) => ({
  name: `10 % ${kind.name}`,
  detector: copies,
  plant: ({ train, honest, seed }) => {
    const count = honest.pixels.length / honest.size ** 2 / 10;
    const copied = plantedCopies(train, { count, seed: seed + 1000, kinds: [kind] });
    const pixels = honest.pixels.slice();
    pixels.set(copied.pixels);
    return { size: honest.size, pixels };
  },
}));

/** Different honest images of one class. */
export type DrawHonest = (count: number, seed: number) => Promise<Images>;

/** Training, held-out and honest synthetic images of one seed: phantoms, with a bleed where the seed is odd. */
export async function plantedGround(
  seed: number,
  draw: DrawHonest = drawPhantoms,
  counts: PlantedCounts = quickCounts,
): Promise<PlantedGround> {
  const { size, pixels } = await draw(counts.train + counts.heldOut + counts.honest, seed);
  const part = (from: number, n: number): Images => ({
    size,
    pixels: pixels.slice(from * size * size, (from + n) * size * size),
  });
  return {
    seed,
    train: { ...part(0, counts.train), groups: range(counts.train).map((i) => `head ${i}`) },
    heldOut: part(counts.train, counts.heldOut),
    honest: part(counts.train + counts.heldOut, counts.honest),
  };
}

async function drawPhantoms(count: number, seed: number): Promise<Images> {
  const base = phantom({ images: 2, seed });
  const slices = range(count).map((i) => phantomImage(5_000_000 + seed, 2 * i + (seed % 2)));
  const { pixels } = await preprocess({ ...base, slices, fingerprint: fingerprint(slices) }, { size: 32 });
  return { size: 32, pixels };
}
