import { fail } from "../../core";

/** Asks for the label column, by an InputError that names those there are. */
export interface AskForLabel {
  (): never;
  /** Why its columns are hardly labels, in words, so that any other table goes before; and whether a model said them. */
  readonly hardly?: { readonly why: string; readonly isOfModel: boolean };
}

/** Asks whether a column is the truth that seems to be what a model said. */
export function askForTruth(file: string, heading: string): AskForLabel {
  return askAbout(file, heading, {
    seems: "hold what a model said of the images",
    expected: "labels that were found without a model",
    remedies: ["If these are the true labels", "Else add a table or column of the true ones."],
    hardly: { why: `"${heading}" seems to hold what a model said`, isOfModel: true },
  });
}

/** Asks for labels where the only column says which images are to be left out. */
export function askAboutChoice(file: string, heading: string): AskForLabel {
  const seems = "say which images are to be left out";
  return askAbout(file, heading, {
    seems,
    hardly: { why: `"${heading}" seems to ${seems}`, isOfModel: false },
  });
}

/** Asks for labels where the only column is an age, a sex, a scanner, a part of a split and the like. */
export function askAboutOther(file: string, heading: string): AskForLabel {
  return askAbout(file, heading, {
    seems: "say something else of the images than their class",
    hardly: { why: `"${heading}" is not taken for classes`, isOfModel: false },
  });
}

/** Asks whether a column is the label, though it seems to be something else. */
function askAbout(
  file: string,
  heading: string,
  {
    seems,
    expected = "a column of labels",
    remedies: [ifLabel, otherwise] = ["If its values are the classes", "Else add a column of labels."],
    hardly,
  }: {
    readonly seems: string;
    readonly expected?: string;
    readonly remedies?: readonly [ifLabel: string, otherwise: string];
    readonly hardly: NonNullable<AskForLabel["hardly"]>;
  },
): AskForLabel {
  const ask = (): never =>
    fail(
      `take column "${heading}" of ${file} for the labels`,
      `it seems to ${seems}`,
      expected,
      `${ifLabel}: --set "data.labelColumn=${heading}". ${otherwise}`,
    );
  return Object.assign(ask, { hardly });
}
