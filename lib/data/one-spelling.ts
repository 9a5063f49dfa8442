import { asNumber } from "./tables/parse-table";

/**
 * Names of patients in one spelling each, the first that occurs: `P01`, `p01`, `P-1` and `P 1`, `7` and `7.0`, and the
 * Unicode forms of `Né` are one. Names of two spellings would part one patient.
 */
export function oneSpelling(names: readonly (string | undefined)[]): (string | undefined)[] {
  const spellings = new Map<string, string>();
  return names.map((name) => {
    if (name === undefined) return undefined;
    const number = asNumber(name);
    const key = Number.isFinite(number) ? String(number) : plainSpelling(name);
    const spelling = spellings.get(key) ?? name;
    spellings.set(key, spelling);
    return spelling;
  });
}

/** Words and numbers in lower case with blanks between them, numbers without zeros in front; a name without any as it is. */
function plainSpelling(name: string): string {
  const parts = name
    .normalize("NFC")
    .toLowerCase()
    .match(/\p{L}+|\p{N}+/gu) ?? [name];
  return parts.map((part) => part.replace(/^0+(?=\d)/, "")).join(" ");
}
