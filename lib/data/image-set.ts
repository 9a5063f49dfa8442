import { indicesWhere } from "../core/arrays";
import { fail } from "../core/errors";
import type { Label } from "./label";

/** The use of a set of images. A GAN takes "train" only; a test set stays sealed until `evaluate`. */
export type Role = "train" | "validation" | "test" | "synthetic" | "external";

declare const brand: unique symbol;

/**
 * Square grey images of one role: pixels (n, size, size, 1) in [-1, 1], row-major, one after the other.
 * Made by `split` and `generate` only: the brand makes relabelling a set a type error.
 */
export interface ImageSet<out R extends Role> {
  readonly [brand]: R;
  readonly role: R;
  /** Names the split: sets of two splits must never mix. */
  readonly foldId: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** One name per image: the patient, scan or set of duplicates it belongs to; its id where nothing is known. */
  readonly groups: readonly string[];
  /** Ids of the real images behind it: its own, and for synthetic images those that their generators saw. */
  readonly seen: readonly string[];
  /** Side of an image in pixels. */
  readonly size: number;
  readonly pixels: Float32Array;
}

/** A test set whose pixels nobody can reach before `evaluate` opens it. */
export interface SealedTest {
  readonly [brand]: "sealed";
  readonly foldId: string;
  readonly ids: readonly string[];
  /** File of the pixels. */
  readonly file: string;
}

/** Images of another data set whose pixels nobody can reach before every classifier is finished. */
export interface SealedExternal {
  readonly [brand]: "sealed external";
  readonly ids: readonly string[];
  /** File of the pixels. */
  readonly file: string;
}

/** What says which images stay together: the data set, a look at its pixels, or of images that it does not name the latter. */
export type GroupingOrigin = "given" | `${"" | "given and "}${"" | "cautiously "}guessed`;

/** A data set divided by `split`; no image, and no group of images, is in two parts. */
export interface Split {
  readonly foldId: string;
  readonly train: ImageSet<"train">;
  readonly validation: ImageSet<"validation">;
  readonly test: SealedTest;
  /** Source of the groups of images that stay together, and their number; absent where each image is a group of its own. */
  readonly grouping?: { readonly origin: GroupingOrigin; readonly count: number } | undefined;
}

/** Parts of a set before it has a role. */
export interface ImageSetParts {
  readonly foldId: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** By default each image is a group of its own. */
  readonly groups?: readonly string[] | undefined;
  /** By default the ids; synthetic images have no default: they must say what their generator saw. */
  readonly seen?: readonly string[] | undefined;
  readonly size: number;
  readonly pixels: Float32Array;
}

/**
 * Gives images a role. For `split`, `generate` and tests: everything else receives sets and passes them on.
 * @throws RangeError when ids, labels, groups and pixels disagree in number, an id occurs twice, or synthetic images do
 *   not say what their generator saw
 */
export function imageSet<R extends Role>(role: R, parts: ImageSetParts): ImageSet<R> {
  const {
    foldId,
    ids,
    labels,
    size,
    pixels,
    groups = ids,
    seen = role === "synthetic" ? undefined : ids,
  } = parts;
  const action = `make the ${role} set of ${foldId}`;
  if (seen === undefined)
    return fail(
      action,
      "it does not say which real images its generator saw",
      "their ids",
      "Give it the trainIds of the GAN.",
      RangeError,
    );
  if (
    ids.length !== labels.length ||
    ids.length !== groups.length ||
    pixels.length !== ids.length * size * size
  )
    fail(
      action,
      `${ids.length} ids, ${labels.length} labels, ${groups.length} groups, ${pixels.length} pixels of ${size}x${size}`,
      "one label and one image per id",
      "Check what made these arrays.",
      RangeError,
    );
  if (new Set(ids).size !== ids.length)
    fail(action, "an id occurs twice", "distinct ids", "Check what made these ids.", RangeError);
  return { role, foldId, ids, labels, groups, seen, size, pixels } as ImageSet<R>;
}

/** The images of one class, in their order. */
export function withLabel<R extends Role>(set: ImageSet<R>, label: Label): ImageSet<R> {
  return pick(
    set,
    indicesWhere(set.labels, (l) => l === label),
  );
}

/** The images at the given indices, in that order. */
export function pick<R extends Role>(set: ImageSet<R>, indices: readonly number[]): ImageSet<R> {
  const area = set.size * set.size;
  const pixels = new Float32Array(indices.length * area);
  indices.forEach((index, i) => pixels.set(set.pixels.subarray(index * area, (index + 1) * area), i * area));
  return imageSet(set.role, {
    foldId: set.foldId,
    size: set.size,
    pixels,
    ids: indices.map((i) => set.ids[i]!),
    labels: indices.map((i) => set.labels[i]!),
    groups: indices.map((i) => set.groups[i]!),
    seen: isReal(set) ? undefined : set.seen,
  });
}

/**
 * Puts sets of one fold behind each other, e.g. the real training images and synthetic ones of each class.
 * @throws RangeError when the folds differ: a generator of another fold may have seen this fold's test images
 */
export function concat<R extends Role>(first: ImageSet<R>, ...rest: readonly ImageSet<R>[]): ImageSet<R> {
  return rest.reduce(joined, first);
}

function joined<R extends Role>(a: ImageSet<R>, b: ImageSet<R>): ImageSet<R> {
  if (a.foldId !== b.foldId || a.size !== b.size)
    fail(
      "join two image sets",
      `folds ${a.foldId} and ${b.foldId}, sizes ${a.size} and ${b.size}`,
      "one fold and one size",
      "Generate the images again in this fold.",
      RangeError,
    );
  const pixels = new Float32Array(a.pixels.length + b.pixels.length);
  pixels.set(a.pixels);
  pixels.set(b.pixels, a.pixels.length);
  const role: R = a.role === b.role ? a.role : ("synthetic" as R);
  return imageSet(role, {
    foldId: a.foldId,
    size: a.size,
    ids: [...a.ids, ...b.ids],
    labels: [...a.labels, ...b.labels],
    groups: [...a.groups, ...b.groups],
    seen: [...new Set([...a.seen, ...b.seen])],
    pixels,
  });
}

/** Whether the images are what they say they saw. */
function isReal(set: ImageSet<Role>): boolean {
  return set.seen.length === set.ids.length && set.seen.every((id, i) => id === set.ids[i]);
}
