import { hasClassWord } from "./folders/folder-words";

/** A part of a split. */
export type Part = "train" | "validation" | "test";

const words: Readonly<Record<Part, string>> = {
  train: "train|training|trainingsdaten|entrenamiento|entrainement|addestramento|treino",
  validation: "val|valid|validation|dev|validierung|validierungsdaten|validacion|validazione",
  test: "tests?|testing|holdout|testdaten|prueba|teste",
};
const parts = Object.keys(words) as Part[];
const called = (word: string): RegExp =>
  new RegExp(`^(.*[ _-])?(${word})([ _-]?(set|data|images?|imgs?|\\d{1,2}|20\\d\\d))?$`, "i");
const anyPart = called(Object.values(words).join("|"));
const unlabelled =
  /^((single[ _-])?(image[ _-])?(pred|preds|prediction|predictions|predict)|unlabell?ed|(no|without)[ _-]?labels?|unknown_test)$/i;

/** Whether a folder is called as images without labels are: `pred`, `unlabeled`. */
export function isUnlabelledName(name: string): boolean {
  return unlabelled.test(name);
}

/** Whether a folder is called as a part of a split is: `train`, `seg_test`, `Training`, `val2`, `pred`. */
export function isPartName(name: string): boolean {
  return isUnlabelledName(name) || (anyPart.test(name) && !hasClassWord(name));
}

/**
 * Whether folders beside each other are parts of a split: all called so, or two of them, the rest beginning as parts do
 * (`TEST_SIMPLE` beside `TRAIN` and `TEST`).
 */
export function arePartNames(names: readonly string[]): boolean {
  const begins = (name: string): boolean => anyPart.test(name.split(/[ _-]/)[0]!) && !hasClassWord(name);
  return (
    names.every(isPartName) ||
    (names.filter(isPartName).length > 1 && names.every((name) => isPartName(name) || begins(name)))
  );
}

/**
 * The part of a split that a folder's or table's name means: `seg_train` is training, `dev` validation, `Testing` the
 * test; undefined where it means none, or several (`train_val`).
 */
export function partOf(name: string): Part | undefined {
  if (!isPartName(name)) return undefined;
  const inside = name.toLowerCase().split(/[^a-z]+/);
  const [part, ...more] = parts.filter((one) =>
    inside.some((word) => new RegExp(`^(${words[one]})(set|data|images?|imgs?)?$`).test(word)),
  );
  return more.length === 0 ? part : undefined;
}
