import { readZip, UnreadableZip } from "../../core/read-zip";
import { imagesOfArray } from "./images-of-array";
import { beginsWith, type ImageFile, type ImageFormat } from "./image-format";
import { readNpy, type NpyArray } from "./read-npy";
import { rejectImage } from "./reject-image";

/** An array of NumPy. */
export const npy: ImageFormat = {
  name: "NPY",
  extensions: ["npy"],
  sniff: (begin) => beginsWith(begin, "934e554d5059"),
  decode: async (bytes, window) => decodeOnly(imagesOfArray(readNpy(bytes)), window),
  open: (bytes) => Promise.resolve(imagesOfArray(readNpy(bytes))),
};

/** Arrays of NumPy in a zip: one of images, or several with their labels beside (see `pairArrays`). */
export const npz: ImageFormat = {
  name: "NPZ",
  extensions: ["npz"],
  sniff: (begin) =>
    beginsWith(begin, "504b0304") &&
    /\.npy$/.test(Buffer.from(begin.subarray(30, 30 + (begin[26] ?? 0))).toString()),
  decode: async (bytes, window) => decodeOnly(openNpz(bytes), window),
  open: (bytes) => Promise.resolve(openNpz(bytes)),
};

const decodeOnly = (
  file: ImageFile,
  window: Parameters<ImageFile["decode"]>[1],
): ReturnType<ImageFile["decode"]> =>
  file.count === 1 ? file.decode(0, window) : rejectImage(`holds ${file.count} images`);

/** Arrays of a .npz file by name; each is read when its function is called. @throws UnusableImage when it is damaged */
export function readNpz(bytes: Uint8Array): ReadonlyMap<string, () => NpyArray> {
  return new Map([...filesOfNpz(bytes)].map(([name, read]) => [name, () => readNpy(read())]));
}

/** The .npy files in a .npz file by name, each read when its function is called. @throws UnusableImage when it is damaged */
export function filesOfNpz(bytes: Uint8Array): ReadonlyMap<string, () => Uint8Array> {
  const files = [...unzip(() => readZip(bytes))].filter(([name]) => name.endsWith(".npy"));
  return new Map(files.map(([name, read]) => [name.replace(/\.npy$/, ""), () => unzip(read)]));
}

function unzip<T>(read: () => T): T {
  try {
    return read();
  } catch (e) {
    if (e instanceof UnreadableZip) return rejectImage(e.message);
    throw e;
  }
}

/** What arrays of images are called, within a name: `images` of train_images. */
export const imageWord =
  /(?<=^|_)(images|image|imgs|x|data)(?=_|$)|^x(?=(train|test|val|valid|dev)$)|(?<=^(train|test|val|valid|dev))x$/i;
const labelWords = ["labels", "label", "targets", "target", "y"];

/**
 * Arrays of images and of their labels, told by their names: train_images and train_labels, x_test and y_test, X and y.
 *
 * @returns the labels' array of each images' array, in the order of the names given
 */
export function pairArrays(names: readonly string[]): ReadonlyMap<string, string> {
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  const pairs = names.flatMap((name): (readonly [string, string])[] => {
    if (!imageWord.test(name)) return [];
    const labels = labelWords
      .map((word) => byLower.get(name.replace(imageWord, word).toLowerCase()))
      .find((found) => found !== undefined);
    return labels === undefined ? [] : [[name, labels]];
  });
  return new Map(pairs);
}

/** The name of a picture that is saved beside its mask, or beside its label, a single number. */
function imageBesideMask(arrays: ReadonlyMap<string, () => NpyArray>): string | undefined {
  const images = [...arrays.keys()].filter((name) => /^(image|img|slice|data|x)$/i.test(name));
  const others = [...arrays.keys()].filter((name) => !images.includes(name));
  const [image] = images;
  if (images.length !== 1 || !others.every((name) => /^(mask|seg|segmentation|label|gt|y)$/i.test(name)))
    return undefined;
  const shape = arrays.get(image!)!().shape;
  const isBeside = others.every((name) => {
    const other = arrays.get(name)!().shape;
    return (
      other.every((n) => n === 1) ||
      (other.length > 1 && other.join() === shape.slice(0, other.length).join())
    );
  });
  return isBeside ? image : undefined;
}

/** The images of a .npz file: of its only array, of the one beside a mask, or of all arrays that have labels, one after the other. */
function openNpz(bytes: Uint8Array): ImageFile {
  const arrays = readNpz(bytes);
  const pairs = pairArrays([...arrays.keys()]);
  const only = arrays.size === 1 ? [...arrays.keys()][0] : imageBesideMask(arrays);
  if (only !== undefined) return imagesOfArray(arrays.get(only)!());
  const names = [...pairs.keys()];
  if (names.length === 0)
    return rejectImage(
      arrays.size === 0
        ? "holds no array"
        : `holds the arrays ${[...arrays.keys()].join(", ")}: one array is read, or images with their labels (train_images, train_labels)`,
    );
  const parts = names.map((name) => imagesOfArray(arrays.get(name)!(), pairs.has(name)));
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    kind: "images",
    decode: (index, window) => {
      let at = index;
      for (const part of parts) {
        if (at < part.count) return part.decode(at, window);
        at -= part.count;
      }
      return Promise.reject(new RangeError(`image ${index} of ${index - at}`));
    },
  };
}
