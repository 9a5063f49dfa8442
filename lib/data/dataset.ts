import type { Label } from "./label";
import type { Part } from "./part-of";
import type { ReadingRow } from "./reading-row";

/** One decoded slice as it lies in the data set, before any preprocessing. */
export interface Slice {
  readonly id: string;
  readonly label: Label;
  /** Its name in messages: the file's path, or `phantom 17`. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, row by row, width * height of them. */
  readonly grey: Uint8Array;
  /** Channels in the file: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA; a difference between classes is a shortcut. */
  readonly channels: number;
  /** Name of the file's format; absent where the slice was generated. */
  readonly format?: string;
  /** How the file's values became grey levels, in words; absent where they are grey levels of 8 bits. */
  readonly range?: string;
  /** Why its values may not be what they are taken for, as a note says it. */
  readonly doubt?: string;
  /** Height of a pixel as a share of its width, where the file says that it is not square. */
  readonly aspect?: number;
  /** The patient or scan it belongs to, when the data set says so. */
  readonly group?: string;
  /** Its part of the split that the data set brings, where that split is kept (data.split=given). */
  readonly part?: Part;
  /** Files of the image's masks, where the folder has some; paths relative to it. */
  readonly maskFiles?: readonly string[];
  /** The phantom's bleed, where there is one: 0/1 per pixel and its inclusive corners. */
  readonly mask?: Uint8Array;
  readonly box?: readonly [left: number, top: number, right: number, bottom: number];
}

/** Labelled slices as read, in the data set's order. */
export interface Dataset {
  readonly name: string;
  /** Names of the classes by label, two at least; of two the second is the positive one: hemorrhage. */
  readonly classes: readonly string[];
  /** The class that sensitivity is of; undefined with more than two classes of which none was named: macro averages. */
  readonly positive: Label | undefined;
  readonly slices: readonly Slice[];
  /** SHA-256 over ids, labels, sizes and grey values in order: the same data give the same fingerprint. */
  readonly fingerprint: string;
  /** Counted remarks about the folder: images without a label, other files. */
  readonly warnings: readonly string[];
  /** What was read and what decided it, line by line, for a table. */
  readonly reading: readonly ReadingRow[];
}

/** A data set brought to one size: pixels (n, size, size, 1) in [-1, 1], in the data set's order. */
export interface Preprocessed {
  readonly dataset: Dataset;
  readonly size: number;
  readonly pixels: Float32Array;
  /** SHA-256 of the pixels as bytes 0..255. */
  readonly fingerprint: string;
  /** The steps that were done, one sentence each. */
  readonly steps: readonly string[];
}
