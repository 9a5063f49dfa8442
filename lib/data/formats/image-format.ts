import type { Window } from "./window";

/** A file format of images. A new one is a file with such a value, and its row in `imageFormats`. */
export interface ImageFormat {
  /** As messages say it: "JPEG". */
  readonly name: string;
  /** Usual endings of its files, without the dot. */
  readonly extensions: readonly string[];
  /** Whether a file is of it, by its first bytes (`sniffedBytes` of them, fewer where the file is shorter). */
  sniff(begin: Uint8Array): boolean;
  /**
   * @param window for formats whose values are no brightness: which of them are seen; undefined: as suits the file
   * @throws UnusableImage for what is damaged or not read
   */
  decode(bytes: Uint8Array, window: Window | undefined): Promise<DecodedImage | DeepImage>;
  /** Opens a file that may hold several images; absent where a file of the format holds one. */
  open?(bytes: Uint8Array): Promise<ImageFile>;
}

/** An opened file of one image or several. */
export interface ImageFile {
  readonly count: number;
  /** What the images are, in a message: "slices", "frames", "pages". */
  readonly kind: string;
  /**
   * @param index from 0 to `count` - 1
   * @param window as in `ImageFormat`
   */
  decode(index: number, window: Window | undefined): Promise<DecodedImage | DeepImage>;
}

/** Brightness that has no agreed white: `showBySet` finds it. 16 bits, or floating-point and negative values. */
export type DeepValues = Uint16Array | Float32Array | Float64Array;

/** A decoded image whose values become grey levels when those of the whole set are known. */
export interface DeepImage extends Omit<DecodedImage, "grey" | "range"> {
  /** Row by row; colours as their brightness. */
  readonly deep: DeepValues;
}

/** A decoded image file. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, row by row. */
  readonly grey: Uint8Array;
  /** Channels in the file: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA. */
  readonly channels: number;
  /** How its values became grey levels, in words: `window 40/80 HU`; absent where they are grey levels of 8 bits. */
  readonly range?: string;
  /** Why its values may not be what they are taken for: "are CT without ...". */
  readonly doubt?: string;
  /** Height of a pixel as a share of its width, where the file says that it is not square. */
  readonly aspect?: number;
  /** Stands for a DICOM file's patient. */
  readonly group?: string;
  /** Stands for its study. */
  readonly study?: string;
}

/** Number of a file's first bytes that its format is found by. */
export const sniffedBytes = 1024;

/** The largest width and height read, pixels: CT slices have 512, radiographs about 4,000. */
export const maxSide = 8192;

/** Whether a file begins with some bytes: hexadecimal, `..` for any. */
export function beginsWith(begin: Uint8Array, ...patterns: readonly string[]): boolean {
  const hex = Buffer.from(begin.subarray(0, 16)).toString("hex");
  return patterns.some((pattern) => new RegExp(`^${pattern}`).test(hex));
}
