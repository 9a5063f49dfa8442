import { countOf, fail, formatList } from "../core";
import { nameOf, type Labelled, type LabelledImage, type LabelOptions } from "./labelled";
import type { ReadingRow } from "./reading-row";
import { choiceKind } from "./tables/choice-kind";
import { isAccepted, isRejected, isRemarkOfExclusion } from "./tables/is-rejected";
import { answerOf } from "./tables/answer-of";

/** A column of a table, or an array beside the images, that says which images are to be left out. */
export interface Exclusion {
  /** `column "exclude" of labels.csv`, `array exclude of set.npz`. */
  readonly from: string;
  /** What it says of images that are to be left out, in words: yes where it is called `exclude`, no where `include`, `"rejected"` where `status`. */
  readonly says: string;
  /** Whether it says so of an image. */
  readonly isMeant: (image: LabelledImage) => boolean;
  /** Values that do not say whether an image is to be left out; such a column is not used. */
  readonly unclear: readonly string[];
}

/**
 * Which values of a column, or an array, say that an image is to be left out, by their place; and those that do not tell, each once.
 * @param heading its name: `exclude`, `include`, `status`
 */
export function choicesOf(
  heading: string,
  cells: readonly string[],
): Pick<Exclusion, "says" | "unclear"> & { readonly leftOut: readonly boolean[] } {
  const kind = choiceKind(heading);
  const isLeft = (cell: string): boolean | undefined => {
    if (kind === "remark") return isRemarkOfExclusion(cell);
    if (isRejected(cell)) return true;
    const answer = kind === "judgement" ? undefined : answerOf(cell);
    if (answer !== undefined) return answer === (kind === "exclusion");
    return isAccepted(cell) ? false : undefined;
  };
  const leftOut = cells.map(isLeft);
  const distinct = (some: readonly string[]): string[] => [...new Set(some)];
  const named = distinct(cells.filter((cell, i) => leftOut[i] && answerOf(cell) === undefined));
  const words = formatList(
    named.map((cell) => `"${cell}"`),
    3,
  );
  const isTold = kind !== "judgement" || !leftOut.includes(true);
  return {
    leftOut: leftOut.map((left) => left === true),
    says: named.length > 0 ? words : kind === "exclusion" ? "yes" : "no",
    unclear: isTold ? distinct(cells.filter((_, i) => leftOut[i] === undefined)) : [],
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
  { from, says, isMeant, unclear }: Exclusion,
  choice: NonNullable<LabelOptions["excluded"]>,
): Labelled {
  if (unclear.length > 0) {
    const cells = formatList(
      unclear.map((cell) => `"${cell}"`),
      3,
    );
    const isAnswer = unclear.every((cell) => answerOf(cell) !== undefined);
    const why = isAnswer ? "and not which of them is to be left out" : "which is neither yes nor no";
    const how = `${from} says ${cells}, ${why}: not used. If it names images to be left out, ${isAnswer ? "call it exclude or include" : "write yes and no into it"}, in a copy of its file`;
    return withNote(labelled, { what: "look at", value: "images to be left out", how });
  }
  const excluded = labelled.images.filter(isMeant);
  if (excluded.length === 0) return labelled;
  const told = `${from} says ${says}`;
  const of = `${countOf(excluded.length, "image")} of ${labelled.images.length}`;
  const names = formatList(excluded.map(nameOf));
  if (choice === "keep")
    return withNote(labelled, { what: "used all the same", value: of, how: `${told} (data.excluded=keep)` });
  if (choice === "skip")
    return withNote(
      { ...labelled, images: labelled.images.filter((image) => !isMeant(image)) },
      { what: "left out", value: of, how: `${told} (data.excluded=skip): ${names}` },
    );
  return fail(
    `use all images of ${folder}`,
    `${told} for ${of}: ${names}`,
    "a decision on them",
    "Leave them out: --set data.excluded=skip. Or use them: --set data.excluded=keep.",
  );
}

function withNote(labelled: Labelled, row: ReadingRow): Labelled {
  const note = row.what === "look at" ? row.how : `${row.value} ${row.what}: ${row.how}`;
  return { ...labelled, notes: [...labelled.notes, note], rows: [...labelled.rows, row] };
}
