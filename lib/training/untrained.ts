import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, range, stream, writeAtomic } from "../core";
import { boxMaps } from "../data/boxes/box-map";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";
import { initialize, type GanSpec } from "../models";
import { boxTensor } from "./boxes/box-tensor";
import { boxesInTurn } from "./boxes/draw-boxes";
import type { GanOptions } from "./gan-options";
import { recomputeStatistics } from "./recompute-statistics";
import { sampleImages, type Condition } from "./sample-images";
import { conditionOf, makeSynthetic, ofEachClass, type TrainedGan } from "./trained-gan";
import { oneHot, withClasses } from "./with-classes";
import { withReferenceBatch } from "./with-reference-batch";

/** Images of each class. */
const count = 400;
const fileOf = (gan: TrainedGan): string => join(gan.folder, "untrained.f32");

/**
 * Saves 400 images (of each class, where it draws several) of the same generator before any training: a measure must
 * distinguish them from the trained one's.
 * @param draw images of the class that the condition names, where the generator knows several: one class after the other; of
 *   one told boxes at those of its training images in turn
 */
export function writeUntrained(
  gan: TrainedGan,
  draw: (condition: Condition | undefined, count: number) => Float32Array,
): void {
  const pixels = ofEachClass(gan).map((one) => draw(conditionOf(one, count), count));
  writeAtomic(fileOf(gan), Buffer.concat(pixels.map(({ buffer }) => new Uint8Array(buffer))));
}

/** The images of an untrained pair, its batch norm set as for a trained one. */
export function writeUntrainedPair(
  gan: TrainedGan,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
): void {
  const classes = gan.classes?.length;
  const generator = withReferenceBatch(spec.generator(gan.size, classes), train, spec, options);
  initialize(generator, stream(gan.seed, "gan", gan.name, "generator", "weights"), spec.initialization);
  const random = stream(gan.seed, "generate", gan.name, "untrained");
  const z = tf.tensor2d(random.normals(100 * gan.latentDim), [100, gan.latentDim]);
  const mixed = range(100).map((i) => i % (classes ?? 1));
  const ofClass = classes === undefined ? undefined : oneHot(mixed, classes);
  const { boxes } = gan;
  const told = boxes && boxTensor(boxesInTurn(boxes, 100), gan.size);
  recomputeStatistics(generator, [withClasses(z, told ?? ofClass)]); // a pass that keeps a reference batch's, too
  writeUntrained(gan, (condition, n) => {
    const ofBoxes = boxes && { maps: boxMaps(boxesInTurn(boxes, n), gan.size) };
    return sampleImages(generator, random, gan.latentDim, n, ofBoxes ?? condition);
  });
  generator.dispose();
}

/** The images that `writeUntrained` saved. */
export function openUntrained(gan: TrainedGan): ImageSet<"synthetic"> {
  const file = fileOf(gan);
  if (!existsSync(file))
    fail(
      "open the untrained generator's images",
      `no file ${file}`,
      "the file of notebook 02",
      "Run notebook 02-train-dcgan again.",
    );
  const all = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
  const first = gan.classes === undefined ? 0 : gan.label * count * gan.size ** 2;
  return makeSynthetic(
    gan,
    range(count).map((i) => `${gan.name}-untrained-${i}`),
    all.subarray(first, first + count * gan.size ** 2),
  );
}
