import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, stream, writeAtomic } from "../core";
import { imageSet, type ImageSet } from "../data/image-set";
import { tf } from "../engine";
import { initialize, type GanSpec } from "../models";
import { recomputeStatistics } from "./recompute-statistics";
import type { TrainedGan } from "./train-gan";
import { sampleImages } from "./sample";

const count = 400;
const fileOf = (gan: TrainedGan): string => join(gan.folder, "untrained.f32");

/** Keeps 400 images of the same generator before any training: what a measure must tell from the trained one's. */
export function writeUntrained(gan: TrainedGan, spec: GanSpec): void {
  const generator = spec.generator(gan.size);
  initialize(generator, stream(gan.seed, "gan", gan.name, "generator", "weights"), spec.initialization);
  const random = stream(gan.seed, "generate", gan.name, "untrained");
  recomputeStatistics(generator, [tf.tensor2d(random.normals(100 * gan.latentDim), [100, gan.latentDim])]);
  const pixels = sampleImages(generator, random, gan.latentDim, count);
  generator.dispose();
  writeAtomic(fileOf(gan), new Uint8Array(pixels.buffer));
}

/** The images that `writeUntrained` kept. */
export function openUntrained(gan: TrainedGan): ImageSet<"synthetic"> {
  const file = fileOf(gan);
  if (!existsSync(file))
    fail(
      "open the untrained generator's images",
      `no file ${file}`,
      "the file of notebook 02",
      "Run notebook 02-train-dcgan again.",
    );
  return imageSet("synthetic", {
    foldId: gan.foldId,
    seen: gan.trainIds,
    ids: Array.from({ length: count }, (_, i) => `${gan.name}-untrained-${i}`),
    labels: Array.from({ length: count }, () => gan.label),
    size: gan.size,
    pixels: new Float32Array(Uint8Array.from(readFileSync(file)).buffer),
  });
}
