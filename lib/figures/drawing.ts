import type { Caption, Figure } from "./figure";

/** Where a figure's numbers come from: the first and third part of its caption. Any run is one. */
export interface FigureSource {
  /** Name of the data set: `"phantom"`. */
  readonly dataName: string;
  readonly seed: number;
}

/** A figure that only needs to hear whose data it shows; every function of a figure returns one. */
export type Drawing = (source: FigureSource) => Promise<Figure>;

/** What a figure itself says of where it comes from. */
export interface Counted {
  /** How many images or points are shown, or words that say it: `"22 test images"`. */
  readonly n: number | string;
  /** What the reader must know to read it right: a trustworthiness, an interval's kind, a caveat. */
  readonly note?: string | undefined;
}

/** What all figures are asked for by. */
export interface FigureRequest extends Counted {
  /** File name without extension: lower-case letters, digits, hyphens; begun by its notebook: `"02-losses"`. */
  readonly name: string;
  readonly title: string;
}

/** The caption of a figure or table of one source. */
export function captionOf({ dataName, seed }: FigureSource, { n, note }: Counted): Caption {
  return { data: dataName, n, seed, ...(note !== undefined && { note }) };
}

/** A request with one more note. */
export function withNote<R extends Counted>(request: R, note: string): R {
  return { ...request, note: request.note === undefined ? note : `${request.note}; ${note}` };
}
