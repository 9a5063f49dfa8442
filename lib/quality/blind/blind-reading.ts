import { range } from "../../core/arrays";
import { fail } from "../../core/errors";
import { sha256 } from "../../core/files";
import { stream } from "../../core/random";
import { pixelVectors, type Images } from "../images";
import { refuseOtherImages } from "../refuse-other-images";

/** What an image of a blind reading is, and what a reader may call it. */
export type RealOrSynthetic = "real" | "synthetic";

/** Real and synthetic images in random order, and what each of them is. */
export interface BlindReading {
  /** Names these images in this order: the form and its answers carry it. */
  readonly set: string;
  /** In the order in which they are shown, numbered from 1. */
  readonly images: Images;
  /** One per image: what it is, and its index in its class's images. A reader must not see it before answering. */
  readonly key: readonly KeyEntry[];
}

/** What one image of a blind reading is. */
export interface KeyEntry {
  readonly kind: RealOrSynthetic;
  readonly class: string;
  readonly index: number;
}

/** Images of one class. */
export interface BlindClass {
  readonly name: string;
  /** Real images that its generator never saw: beside training images, a copy could not be told apart. */
  readonly heldOut: Images;
  readonly samples: Images;
}

/**
 * Real and synthetic images, shuffled for a person to tell apart.
 *
 * @param classes of each an equal number is drawn of either kind, so that a class gives nothing away
 * @param options n: real images wanted in all, and as many synthetic ones; fewer where a class has fewer
 * @throws InputError when a class has no image of one kind; RangeError for other classes or splits, where the sets say them
 * Source: the paper, section 5.1, which leaves the judgement of its images by radiologists open.
 */
export function blindReading(
  classes: readonly BlindClass[],
  { n = 20, seed }: { readonly n?: number; readonly seed: number },
): BlindReading {
  for (const { name, heldOut, samples } of classes)
    refuseOtherImages(`prepare a blind reading of ${name}`, {
      "synthetic images": samples,
      "held-out images": heldOut,
    });
  const counted = classes.map(({ heldOut, samples }) => [pixelVectors(heldOut).n, pixelVectors(samples).n]);
  const each = Math.min(Math.ceil(n / classes.length), ...counted.flat());
  if (!(each >= 1 && Number.isFinite(each)))
    fail(
      "prepare a blind reading",
      "a class without real or without synthetic images",
      "at least one of each",
      "Generate images of every class, and keep some real ones of it out of the training.",
    );
  const random = stream(seed, "blind reading");
  const drawn = classes.flatMap(({ name, heldOut, samples }) =>
    Object.entries({ real: heldOut, synthetic: samples }).flatMap(([kind, images]) => {
      const { n: total, dim, values } = pixelVectors(images);
      return random
        .shuffle(range(total))
        .slice(0, each)
        .map((index) => ({
          entry: { kind: kind as RealOrSynthetic, class: name, index },
          pixels: values.subarray(index * dim, (index + 1) * dim),
        }));
    }),
  );
  const items = random.shuffle(drawn);
  const pixels = Float32Array.from(items.flatMap((item) => [...item.pixels]));
  return {
    set: sha256(new Uint8Array(pixels.buffer)).slice(0, 12),
    images: { size: classes[0]!.heldOut.size, pixels },
    key: items.map(({ entry }) => entry),
  };
}
