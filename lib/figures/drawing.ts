import type { Caption, Figure } from "./figure";

/** The source of a figure's numbers: data set and seed of its caption. Any run is one. */
export interface FigureSource {
  /** Name of the data set: `"phantom"`. */
  readonly dataName: string;
  readonly seed: number;
}

/** A figure without its source yet: `show` and `draw` call it with the run. Every figure function returns one. */
export type Drawing = (source: FigureSource) => Promise<Figure>;

/** The parts of a caption that the figure itself knows. */
export interface Counted {
  /** Number of images or points shown, or words that say it: `"22 test images"`. */
  readonly n: number | string;
  /** A caveat without which the figure is misread: the kind of an interval, a trustworthiness. */
  readonly note?: string | undefined;
}

/** Options of every figure. */
export interface FigureRequest extends Counted {
  /** File name without extension: lower-case letters, digits, hyphens; beginning with its notebook's number: `"02-losses"`. */
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
