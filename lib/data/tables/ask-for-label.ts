import { fail } from "../../core";

/** Asks for the label column, by an InputError that names those there are. */
export interface AskForLabel {
  (): never;
  /** Why its columns are hardly labels, in words, so that any other table goes before; and whether a model said them. */
  readonly hardly?: { readonly why: string; readonly isOfModel: boolean };
}

/** Asks whether a column is the truth that seems to be what a model said. */
export function askForTruth(file: string, heading: string): AskForLabel {
  const ask = (): never =>
    fail(
      `take column "${heading}" of ${file} for the labels`,
      "it seems to hold what a model said of the images",
      "labels that were found without a model",
      `If these are the true labels: --set "data.labelColumn=${heading}". Else add a table or column of the true ones.`,
    );
  return Object.assign(ask, {
    hardly: { why: `"${heading}" seems to hold what a model said`, isOfModel: true },
  });
}

/** Asks for labels where the only column says which images are to be left out. */
export function askAboutChoice(file: string, heading: string): AskForLabel {
  const ask = (): never =>
    fail(
      `take column "${heading}" of ${file} for the labels`,
      "it seems to say which images are to be left out",
      "a column of labels",
      `If its values are the classes: --set "data.labelColumn=${heading}". Else add a column of labels.`,
    );
  return Object.assign(ask, {
    hardly: { why: `"${heading}" seems to say which images are to be left out`, isOfModel: false },
  });
}

/** Asks for labels where the only column is an age, a sex, a scanner, a part of a split and the like. */
export function askAboutOther(file: string, heading: string): AskForLabel {
  const ask = (): never =>
    fail(
      `take column "${heading}" of ${file} for the labels`,
      "it seems to say something else of the images than their class",
      "a column of labels",
      `If its values are the classes: --set "data.labelColumn=${heading}". Else add a column of labels.`,
    );
  return Object.assign(ask, {
    hardly: { why: `"${heading}" is not taken for classes`, isOfModel: false },
  });
}
