import { closest } from "fastest-levenshtein";

/** The name that needs the fewest edits to become `word`, the first of several such: for "did you mean". */
export function nearestName(word: string, names: readonly string[]): string {
  return names.length === 0 ? "" : closest(word, names);
}
