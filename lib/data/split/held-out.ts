import { indicesWhere, range } from "../../core/arrays";
import { generatedDataSet, type GeneratedDataSet } from "../generated-data-set";
import { withLabel, type ImageSet } from "../image-set";
import type { Label } from "../label";
import { preprocess } from "../preprocess";
import type { DatasetSummary } from "./split-files";

/** Real images of one class that no generator saw and no test will use: what samples are measured against. */
export interface HeldOut {
  readonly size: number;
  /** (n, size, size, 1) in [-1, 1]. */
  readonly pixels: Float32Array;
  readonly n: number;
  /** One name per image: the patient, scan or set of duplicates it belongs to. */
  readonly groups: readonly string[];
  /** The class of each, where it is known. */
  readonly labels?: readonly Label[];
  /** The split; none of fresh images. */
  readonly foldId?: string;
  /** Their origin, in words. */
  readonly origin: string;
}

/** Seeds of fresh images lie this far from the run's, so that no image is drawn twice. */
const heldOutSeedOffset = 1_000_003;

/**
 * Held-out images of each class: fresh ones where the data set is generated, else the validation part (few: the
 * measures' intervals say so).
 *
 * @param count wanted per class; a folder of images has only its validation part
 * @returns for each class, by label
 */
export async function heldOut(
  split: { readonly validation: ImageSet<"validation">; readonly dataset: DatasetSummary },
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<HeldOut[]> {
  const { dataset, validation } = split;
  const generated = generatedDataSet(dataset.name);
  if (generated) return freshImages(generated, dataset, { count, seed: seed + heldOutSeedOffset });
  return range(dataset.classes.length).map((label) => {
    const set = withLabel(validation, label);
    return {
      size: set.size,
      pixels: set.pixels,
      n: set.ids.length,
      groups: set.groups,
      labels: set.labels,
      foldId: set.foldId,
      origin: "validation part",
    };
  });
}

/** Images of a generated data set, preprocessed, `count` of each of its classes, however many these are. */
export async function freshImages(
  { name, generate }: GeneratedDataSet,
  { classes, size }: Pick<DatasetSummary, "classes" | "size">,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<HeldOut[]> {
  const { dataset, pixels } = await preprocess(generate({ images: classes.length * count, seed }), { size });
  const area = size ** 2;
  return range(classes.length).map((label) => {
    const indices = indicesWhere(dataset.slices, (slice) => slice.label === label).slice(0, count);
    const own = new Float32Array(indices.length * area);
    indices.forEach((at, i) => own.set(pixels.subarray(at * area, (at + 1) * area), i * area));
    const groups = indices.map((at) => `fresh-${at}`); // each is of a head of its own
    const labels = indices.map(() => label);
    return { size, pixels: own, n: indices.length, groups, labels, origin: `fresh ${name}s` };
  });
}
