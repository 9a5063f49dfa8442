/**
 * Names of patients in one spelling each, the first that occurs: `P01`, `p01`, `P-1` and `P 1`, `7` and `7.0`, and the
 * Unicode forms of `Né` are one. Names of two spellings would part one patient. Numbers are compared figure by figure: as values,
 * two of 18 figures, or the patients 1.1 and 1.10 of a site, would be one.
 */
export function oneSpelling(names: readonly (string | undefined)[]): (string | undefined)[] {
  const spellings = new Map<string, string>();
  return names.map((name) => {
    if (name === undefined) return undefined;
    const [, minus = "", figures] = /^([+-]?)0*(\d+)(?:[.,]0+)?$/.exec(name) ?? [];
    const key = figures === undefined ? plainSpelling(name) : `${minus}${figures}`;
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
