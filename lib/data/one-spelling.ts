import { asNumber } from "./tables/parse-table";

/**
 * Names of patients in one spelling each, the first that occurs: `P01` and `p01`, `7` and `7.0`, and the Unicode forms of
 * `Né` are one. Names of two spellings would part one patient.
 */
export function oneSpelling(names: readonly (string | undefined)[]): (string | undefined)[] {
  const spellings = new Map<string, string>();
  return names.map((name) => {
    if (name === undefined) return undefined;
    const number = asNumber(name);
    const key = Number.isFinite(number) ? String(number) : name.normalize("NFC").toLowerCase();
    const spelling = spellings.get(key) ?? name;
    spellings.set(key, spelling);
    return spelling;
  });
}
