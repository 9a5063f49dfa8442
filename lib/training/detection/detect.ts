import { join } from "node:path";
import { fail } from "../../core";
import type { ImageSet, Role } from "../../data/image-set";
import { batchesOf, inBatches, inference, rowsOf } from "../inference";
import { loadKeras } from "../keras/h5";
import { decodeDetections } from "./decode-detections";
import type { Detection } from "./suppress-overlaps";
import type { TrainedDetector } from "./train-detector";

/** Images that a detector looks at together. */
const imagesPerBatch = 100;

/**
 * What a trained detector finds in each image, those of any score, the highest first.
 * @throws RangeError for images of another size
 */
export async function detect(
  { name, folder, anchor, size }: TrainedDetector,
  { ids, pixels, ...images }: ImageSet<Role>,
): Promise<Detection[][]> {
  if (images.size !== size)
    fail(
      `detect with ${name}`,
      `images of ${images.size} x ${images.size}`,
      `${size} x ${size}`,
      "Preprocess them to the size that it was trained on.",
      RangeError,
    );
  const network = await loadKeras(join(folder, "detector.h5"));
  const { run, dispose } = inference(network, batchesOf(ids.length, imagesPerBatch));
  try {
    const all = inBatches(run, rowsOf(pixels, [size, size, 1]), imagesPerBatch);
    const length = all.length / ids.length;
    return ids.map((_, i) => decodeDetections(all.subarray(i * length, (i + 1) * length), anchor, size));
  } finally {
    dispose();
    network.dispose();
  }
}
