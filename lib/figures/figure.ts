import { fail } from "../core";

/** Source and size of a figure's data; its subtitle. */
export interface Caption {
  /** Name of the data set: `"phantom"`. */
  readonly data: string;
  /** Number of images or points shown, or words that say it: `"22 test images"`. */
  readonly n: number | string;
  /** The run's seed. */
  readonly seed: number;
  /** A caveat without which the figure is misread. */
  readonly note?: string;
}

/** Forms of one output by MIME type, images as base64. */
export type MimeBundle = Record<string, unknown>;

/** The method by which the kernel asks a cell's last value for its rich forms. */
export const display: unique symbol = Symbol.for("Jupyter.display") as never;

/** One row of the numbers behind a figure. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** A Vega-Lite 5 specification whose data is named `rows`. */
export type Spec = Readonly<Record<string, unknown>>;

/** A picture in every form it is needed in, with the numbers behind it; a cell's last value shows it. */
export interface Figure {
  /** File name without extension, beginning with its notebook's number: `"02-losses"`. */
  readonly name: string;
  readonly title: string;
  /** Data set, n, seed and note in one line. */
  readonly subtitle: string;
  readonly svg: string;
  /** At most 720 pixels wide. */
  readonly png: Buffer;
  /** For charts: the Vega-Lite specification, without the data. */
  readonly spec?: Spec;
  readonly data: readonly Row[];
  readonly [display]: () => MimeBundle;
}

/** The widest a figure may be, in pixels. */
export const widest = 720;

/** The line under a title: `phantom · n = 200 · seed 1 · note`. */
export function subtitle({ data, n, seed, note }: Caption): string {
  const count = typeof n === "number" ? `n = ${n}` : n;
  return [data, count, `seed ${seed}`, ...(note === undefined ? [] : [note])].join(" · ");
}

/** Breaks a text into lines of at most `columns` letters, between words. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/**
 * Joins a picture's forms to a figure that a cell can show.
 * @throws InputError for a name that could not be a file name everywhere
 */
export function figure(parts: Omit<Figure, typeof display>): Figure {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(parts.name))
    fail(
      "make a figure",
      `the name "${parts.name}"`,
      "lower-case letters, digits and hyphens",
      'Name it like "02-losses".',
    );
  return { ...parts, [display]: () => bundle(parts) };
}

function bundle({ title, subtitle, png, spec, data }: Omit<Figure, typeof display>): MimeBundle {
  const chart = spec && { "application/vnd.vegalite.v5+json": { ...spec, datasets: { rows: data } } };
  return { ...chart, "image/png": png.toString("base64"), "text/plain": `${title}: ${subtitle}` };
}
