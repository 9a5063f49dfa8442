import { countOf, fail, formatList } from "../core";
import { nameOf, type Labelled, type LabelledImage, type LabelOptions } from "./labelled";
import type { ReadingRow } from "./reading-row";
import { isInclusionHeading } from "./tables/heading-words";
import { answerOf } from "./tables/label-values";

/** A column of a table, or an array beside the images, that says which images are to be left out. */
export interface Exclusion {
  /** `column "exclude" of labels.csv`, `array exclude of set.npz`. */
  readonly from: string;
  /** What it says of an image that is to be left out: yes where it is called `exclude`, no where `include`. */
  readonly answer: "yes" | "no";
  /** Whether it says so of an image. */
  readonly isMeant: (image: LabelledImage) => boolean;
  /** Values that are neither yes nor no; such a column is not used. */
  readonly unclear: readonly string[];
}

/**
 * Which values of a column, or an array, say that an image is to be left out, by their place; and those that are neither yes nor no, each once.
 * @param heading its name: `exclude`, `include`
 */
export function choicesOf(
  heading: string,
  cells: readonly string[],
): Pick<Exclusion, "answer" | "unclear"> & { readonly leftOut: readonly boolean[] } {
  const isOfThoseKept = isInclusionHeading(heading);
  const answers = cells.map(answerOf);
  return {
    answer: isOfThoseKept ? "no" : "yes",
    leftOut: answers.map((answer) => answer === !isOfThoseKept),
    unclear: [...new Set(cells.filter((_, i) => answers[i] === undefined))],
  };
}

/**
 * Images that were left out by whoever made the data set, treated as the options say.
 * @throws InputError where there are such images and no option says what becomes of them
 */
export function leaveOutImages(
  labelled: Labelled,
  folder: string,
  exclusions: readonly Exclusion[],
  { excluded = "refuse" }: LabelOptions,
): Labelled {
  return exclusions.reduce((rest, one) => leaveOut(rest, folder, one, excluded), labelled);
}

function leaveOut(
  labelled: Labelled,
  folder: string,
  { from, answer, isMeant, unclear }: Exclusion,
  choice: NonNullable<LabelOptions["excluded"]>,
): Labelled {
  if (unclear.length > 0) {
    const cells = formatList(
      unclear.map((cell) => `"${cell}"`),
      3,
    );
    const how = `${from} says ${cells}, which is neither yes nor no: not used. If it names images to be left out, write yes and no into it, in a copy of its file`;
    return withNote(labelled, { what: "look at", value: "images to be left out", how });
  }
  const excluded = labelled.images.filter(isMeant);
  if (excluded.length === 0) return labelled;
  const says = `${from} says ${answer}`;
  const of = `${countOf(excluded.length, "image")} of ${labelled.images.length}`;
  const names = formatList(excluded.map(nameOf));
  if (choice === "keep")
    return withNote(labelled, { what: "used all the same", value: of, how: `${says} (data.excluded=keep)` });
  if (choice === "skip")
    return withNote(
      { ...labelled, images: labelled.images.filter((image) => !isMeant(image)) },
      { what: "left out", value: of, how: `${says} (data.excluded=skip): ${names}` },
    );
  return fail(
    `use all images of ${folder}`,
    `${says} for ${of}: ${names}`,
    "a decision on them",
    "Leave them out: --set data.excluded=skip. Or use them: --set data.excluded=keep.",
  );
}

function withNote(labelled: Labelled, row: ReadingRow): Labelled {
  const note = row.what === "look at" ? row.how : `${row.value} ${row.what}: ${row.how}`;
  return { ...labelled, notes: [...labelled.notes, note], rows: [...labelled.rows, row] };
}
