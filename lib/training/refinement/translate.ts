import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, sha256 } from "../../core";
import { imageSet, type ImageSet, type Role } from "../../data/image-set";
import type { Label } from "../../data/label";
import { inference, inBatches, batchesOf } from "../inference";
import { loadKeras } from "../keras/h5";
import type { TrainedRefinement } from "./run-refinement";

/** Which network, and what is said of its images. */
export interface TranslateOptions {
  /** `refiner` of a SimGAN; `forward` or `backward` of a CycleGAN. */
  readonly network: "refiner" | "forward" | "backward";
  /** The class of all images that come out; by default each keeps its own. */
  readonly label?: Label;
}

const imagesPerBatch = 50;

/**
 * What a trained refiner or generator makes of images, in their order; an image is a function of its own source alone.
 *
 * @param images of the fold that it was trained in
 * @returns images that have seen all that it and they have seen, each named after its source: `17 (refiner)`
 * @throws InputError when the network's file is missing or another one; RangeError for another size
 */
export async function translate(
  trained: Pick<TrainedRefinement, "folder" | "files" | "seen" | "size" | "foldId" | "system">,
  images: ImageSet<Role>,
  { network, label }: TranslateOptions,
): Promise<ImageSet<"synthetic">> {
  const { size, folder, system } = trained;
  const file = join(folder, `${network}.h5`);
  const action = `translate images by the ${system}`;
  if (images.size !== size)
    fail(
      action,
      `images of ${images.size} x ${images.size}`,
      `${size} x ${size}`,
      "Preprocess them so.",
      RangeError,
    );
  if (!existsSync(file) || sha256(readFileSync(file)) !== trained.files[network])
    fail(
      action,
      existsSync(file) ? `${file} is not the file that was trained` : `no file ${file}`,
      `the ${network} of its training`,
      "Train it again.",
    );
  const model = await loadKeras(file);
  const area = size * size;
  let at = 0;
  const running = inference(model, batchesOf(images.ids.length, imagesPerBatch));
  try {
    const pixels = inBatches(
      running.run,
      {
        count: images.ids.length,
        shape: [size, size, 1],
        next: (n) => images.pixels.subarray(at * area, (at += n) * area),
      },
      imagesPerBatch,
    );
    return imageSet("synthetic", {
      foldId: trained.foldId,
      seen: [...new Set([...trained.seen, ...images.seen])],
      ids: images.ids.map((id) => `${id} (${network})`),
      labels: label === undefined ? images.labels : images.labels.map(() => label),
      groups: images.groups,
      size,
      pixels,
    });
  } finally {
    running.dispose();
    model.dispose();
  }
}
