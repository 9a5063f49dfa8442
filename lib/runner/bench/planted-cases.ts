import { range } from "../../core/arrays";
import { fingerprint } from "../../data/fingerprint";
import { phantom, phantomImage } from "../../data/phantom";
import { preprocess } from "../../data/preprocess";
import { engineMultiply, qualityPanel, type Images, type PanelRow } from "../../quality";
import { alignedCopies, isCopying } from "../../quality/memorisation/aligned-copies";
import { copyKinds, plantedCopies } from "../../quality/memorisation/planted-copies";
import { featureSpaces, pixelSpace, radiomicsSpace } from "../../quality/panel/feature-spaces";
import { blurred, grainy, meanImageWithNoise, repeated, type Fault } from "./planted-faults";

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

/** What the panel says of images, beside what it says of as many training images. */
function panelDetector(
  name: string,
  space: string,
  isBad: (of: (metric: string) => PanelRow) => boolean,
): Detector {
  return {
    name,
    flags: (images, ground) => {
      const of = { name: "phantom", synthetic: images, train: ground.train, heldOut: ground.heldOut };
      const { rows } = qualityPanel([{ ...of, untrainedReference: images }], {
        spaces: featureSpaces.filter((known) => known.name === space),
        multiply: engineMultiply,
      });
      return isBad((metric) => rows.find((row) => row.metric === metric)!);
    },
  };
}

/**
 * Limits chosen on phantoms of seeds 101 to 110 (64 images a set): honest sets had 0.90 of the real images' recall, 0.97 of
 * their coverage and 0.95 of their Vendi score at least, and a distance at most 0.5 above theirs; planted ones 0 to 0.4, 0.3
 * and 2.1 above.
 */
const halved = ({ synthetic, real }: PanelRow): boolean => synthetic < real / 2;
const panelDetectors = {
  neighbours: panelDetector(
    "recall or coverage of pixels below half the real images'",
    pixelSpace,
    (of) => halved(of("recall")) || halved(of("coverage")),
  ),
  variety: panelDetector("Vendi score of pixels below half the real images'", pixelSpace, (of) =>
    halved(of("Vendi score")),
  ),
  radiomics: panelDetector(
    "Fréchet radiomics distance (ln) more than 1 above the real images'",
    radiomicsSpace,
    (of) => {
      const { synthetic, real } = of("Fréchet radiomics distance (ln)");
      return synthetic > real + 1;
    },
  ),
};

/** Faults of whole sets, and the detectors that must see them. */
const faults: readonly (readonly [
  name: string,
  fault: Fault,
  seenBy: readonly (keyof typeof panelDetectors)[],
])[] = [
  ["the mean image with noise", meanImageWithNoise, ["neighbours", "variety", "radiomics"]],
  ["one image repeated", repeated(1), ["neighbours", "variety"]],
  ["dropped modes: five images repeated", repeated(5), ["neighbours", "variety"]],
  ["blur", blurred, ["neighbours", "radiomics"]],
  ["noise of sd 0.15", grainy(0.15), ["neighbours", "radiomics"]],
];

/** The faults of `npm run bench -- metrics`. A new one is one row; each detector is also given honest images. */
export const plantedCases: readonly PlantedCase[] = [
  ...copyKinds.map((kind) => ({
    name: `10 % ${kind.name}`,
    detector: copies,
    plant: ({ train, honest, seed }: PlantedGround): Images => {
      const count = honest.pixels.length / honest.size ** 2 / 10;
      const copied = plantedCopies(train, { count, seed: seed + 1000, kinds: [kind] });
      const pixels = honest.pixels.slice();
      pixels.set(copied.pixels);
      return { size: honest.size, pixels };
    },
  })),
  ...faults.flatMap(([name, fault, seenBy]) =>
    seenBy.map((by) => ({
      name,
      detector: panelDetectors[by],
      plant: ({ honest, seed }: PlantedGround): Images => fault(honest, seed),
    })),
  ),
];

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
