import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, openRun, range, root, stream } from "../../core";
import { imageSet, type ImageSet, type Role } from "../../data/image-set";
import { preprocess } from "../../data/preprocess";
import { read } from "../../data/read";
import type { Images } from "../../quality";

/** Handwritten digits, divided: of each digit four fifths train. */
export interface MnistDigits {
  /** (n, 32, 32, 1), of one digit or of all. */
  train(digit?: number): ImageSet<"train">;
  /** The other fifth. */
  test(digit: number): Images;
  /** The other fifth of all digits, to judge a classifier by. */
  heldOut(): ImageSet<"validation">;
  /** Names by label. */
  readonly digits: readonly string[];
  /** Hash of the images and their labels. */
  readonly fingerprint: string;
}

const trainShare = 0.8;

/** Where the digits lie unless `--data` says so. */
const usualFile = (): string => join(root(), "data/mnist5k.npz");

/**
 * Reads MNIST from a .npz file of images and labels and divides it, digit by digit. A file of the first 5,000 digits has no
 * official division, so that numbers are not those of the published 60,000 and 10,000.
 *
 * @param seed of the division
 * @throws InputError where there is no such file
 */
export async function mnistDigits(seed: number, file: string = usualFile()): Promise<MnistDigits> {
  if (!existsSync(file))
    fail(
      "check against MNIST",
      `no file ${file}`,
      "a .npz file of images (n, 28, 28) and labels",
      "Save one by numpy and give it: npm run bench -- mnist --data FILE.",
    );
  const run = openRun({ profile: "quick", data: file, seed, out: join(root(), ".cache/bench/mnist") });
  const dataset = await read(run);
  const { pixels, size } = await preprocess(dataset, { size: 32 });
  const area = size * size;
  const parts = dataset.classes.map((_, digit) => {
    const own = dataset.slices.flatMap((slice, i) => (slice.label === digit ? [i] : []));
    const order = stream(seed, "bench", "mnist", "division", digit).shuffle(own);
    const n = Math.round(trainShare * own.length);
    return { train: order.slice(0, n), test: order.slice(n) };
  });
  const pixelsOf = (indices: readonly number[]): Float32Array => {
    const chosen = new Float32Array(indices.length * area);
    indices.forEach((index, i) => chosen.set(pixels.subarray(index * area, (index + 1) * area), i * area));
    return chosen;
  };
  const setOf = <R extends Role>(role: R, indices: readonly number[]): ImageSet<R> =>
    imageSet<R>(role, {
      foldId: `mnist ${dataset.fingerprint} ${seed}`, // by which a GAN knows its images
      ids: indices.map((i) => dataset.slices[i]!.id),
      labels: indices.map((i) => dataset.slices[i]!.label),
      size,
      pixels: pixelsOf(indices),
    });
  return {
    digits: dataset.classes,
    fingerprint: dataset.fingerprint,
    train: (digit) =>
      setOf(
        "train",
        (digit === undefined ? range(parts.length) : [digit]).flatMap((d) => parts[d]!.train),
      ),
    test: (digit) => ({ size, pixels: pixelsOf(parts[digit]!.test) }),
    heldOut: () =>
      setOf(
        "validation",
        parts.flatMap(({ test }) => test),
      ),
  };
}
