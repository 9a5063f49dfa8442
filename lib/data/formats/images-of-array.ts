import { maxSide, type DecodedImage, type DeepImage, type ImageFile } from "./image-format";
import { squeezeFrom, type NpyArray } from "./read-npy";
import { toBrightness, toGrey } from "./pictures";
import { rejectImage } from "./reject-image";

/** How images lie in an array: their number and size, and the steps from one to the next along each axis. */
interface Layout {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 1 grey, 3 RGB, 4 RGBA. */
  readonly channels: number;
  readonly strides: readonly [image: number, row: number, column: number, channel: number];
}

/**
 * The images in an array: (height, width) or (height, width, 1, 3 or 4 channels) holds one, (images, height, width) and
 * (images, height, width, channels) several. Whole bytes are grey levels, true is white; of other numbers the set
 * tells what is white (see `showBySet`).
 *
 * @param isStack whether the first axis counts images for certain, as beside an array of as many labels
 * @throws UnusableImage where the shape does not tell, or holds no image
 */
export function imagesOfArray(array: NpyArray, isStack = false): ImageFile {
  const layout = layOf(array, isStack);
  const { count, height, width } = layout;
  if (count === 0 || width === 0 || height === 0) return rejectImage("is an empty array");
  if (width > maxSide || height > maxSide) return rejectImage(`is an array of ${width}x${height} pixels`);
  return {
    count,
    kind: "images",
    decode: (index) => Promise.resolve(decodeAt(array, layout, index)),
  };
}

function decodeAt(array: NpyArray, layout: Layout, index: number): DecodedImage | DeepImage {
  const { width, height, channels, strides } = layout;
  const places = function* (): Generator<number> {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++)
          yield index * strides[0] + y * strides[1] + x * strides[2] + c * strides[3];
  };
  const shape = { width, height, channels };
  const { type } = array;
  if (type === "uint8" || type === "bool") {
    const white = type === "bool" ? 255 : 1;
    const bytes = Uint8Array.from(places(), (place) => array.at(place) * white);
    return { ...shape, grey: channels === 1 ? bytes : toGrey(bytes, channels) };
  }
  if (type === "uint16") {
    const values = Uint16Array.from(places(), (place) => array.at(place));
    return { ...shape, deep: channels === 1 ? values : toBrightness(values, channels, 65535) };
  }
  const values = Float64Array.from(places(), (place) => array.at(place));
  return { ...shape, deep: channels === 1 ? values : brightnessOf(values, channels, type) };
}

/** Red, green and blue of any numbers as their brightness. */
function brightnessOf(values: Float64Array, channels: number, type: string): Float64Array {
  if (channels === 4) return rejectImage(`holds 4 channels of ${type} values: save it in grey`);
  return Float64Array.from(
    { length: values.length / 3 },
    (_, i) => (19595 * values[3 * i]! + 38470 * values[3 * i + 1]! + 7471 * values[3 * i + 2]!) / 65536,
  );
}

const isChannels = (n: number | undefined): boolean => n === 1 || n === 3 || n === 4;

function layOf(given: NpyArray, isStack: boolean): Layout {
  const array = withChannelsLast(given);
  const { shape, strides } = array;
  const named = `is an array of ${shape.join("x") || "no axis"}`;
  const [a = 0, b = 0, c = 0, d = 0] = shape;
  const [first = 0, second = 0, third = 0, fourth = 0] = strides;
  const axes = shape.length;
  if (axes === 2 && !isStack)
    return { count: 1, height: a, width: b, channels: 1, strides: [0, first, second, 0] };
  if (axes === 3 && !isStack && isChannels(c))
    return { count: 1, height: a, width: b, channels: c, strides: [0, first, second, third] };
  if (axes === 3 && !isStack && isChannels(a) && a > 1)
    return rejectImage(`${named}: channels in front, or ${a} images? Save it as height x width x channels`);
  if (axes === 3 && !isStack && ((a === b && c !== a) || 2 * c < Math.min(a, b)))
    return rejectImage(`${named}: do its images lie along the last axis? Save it as images x height x width`);
  if (axes === 3) return { count: a, height: b, width: c, channels: 1, strides: [first, second, third, 0] };
  if (axes === 4 && isChannels(d))
    return { count: a, height: b, width: c, channels: d, strides: [first, second, third, fourth] };
  return rejectImage(`${named}: height x width, with 1, 3 or 4 channels behind and images in front, is read`);
}

/** A stack as PyTorch has it, (images, channels, height, width), as one whose channels come last. */
function withChannelsLast(array: NpyArray): NpyArray {
  const [, channels, , last] = array.shape;
  if (array.shape.length !== 4 || isChannels(last) || !isChannels(channels)) return array;
  const moved = <T>([n, c, h, w]: readonly T[]): T[] => [n!, h!, w!, c!];
  return { ...array, shape: moved(array.shape), strides: moved(array.strides) };
}

/** Rows of an array of labels, (n) or (n, columns): undefined for other shapes. */
export function rowsOf(array: NpyArray): number[][] | undefined {
  const { shape, strides } = squeezeFrom(array, 2);
  if (shape.length === 0 || shape.length > 2) return undefined;
  const [rows = 0, columns = 1] = shape;
  const [down = 0, across = 0] = strides;
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => array.at(y * down + x * across)),
  );
}
