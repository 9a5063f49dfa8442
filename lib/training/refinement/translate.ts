import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, sha256 } from "../../core";
import { imageSet, type ImageSet } from "../../data/image-set";
import type { Label } from "../../data/label";
import { batchesOf, inBatches, inference, rowsOf } from "../inference";
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
 * @param images of the fold that it was trained in; never of the test, which would come out as synthetic images
 * @returns images that have seen all that it and they have seen, each named after its source: `17 (refiner)`
 * @throws InputError when the network's file is missing or another one; RangeError for another size or fold; TypeError for images of
 *   the test or of another data set
 */
export async function translate(
  trained: Pick<TrainedRefinement, "folder" | "files" | "seen" | "size" | "foldId" | "system">,
  images: ImageSet<"train" | "validation" | "synthetic">,
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
  if (images.foldId !== trained.foldId)
    fail(
      action,
      `images of fold ${images.foldId}`,
      `of fold ${trained.foldId}, in which it was trained`,
      "Train it in the fold of these images: another fold's images may be this one's test images.",
      RangeError,
    );
  if (!["train", "validation", "synthetic"].includes(images.role))
    fail(
      action,
      `images of the ${images.role} part`,
      "training, validation or synthetic images",
      "Give it split.train, split.validation, or what a generator drew.",
      TypeError,
    );
  if (!existsSync(file) || sha256(readFileSync(file)) !== trained.files[network])
    fail(
      action,
      existsSync(file) ? `${file} is not the file that was trained` : `no file ${file}`,
      `the ${network} of its training`,
      "Train it again.",
    );
  const model = await loadKeras(file);
  const running = inference(model, batchesOf(images.ids.length, imagesPerBatch));
  try {
    const pixels = inBatches(running.run, rowsOf(images.pixels, [size, size, 1]), imagesPerBatch);
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
