import { fail, formatList, groupBy } from "../../core";

/**
 * Refuses classes that only their spelling tells apart, as folders and tables of different hands have them: upper and
 * lower case, blanks and hyphens, an ending s or full stop, leading zeros, British letters (tumour, haemorrhage), Unicode form,
 * letters typed for figures (O for 0, l for 1), a word before a number that stands alone, too (grade 2, 2).
 *
 * @throws InputError that names them
 */
export function refuseSpellings(labels: readonly string[]): void {
  const isNumber = labels.some((label) => /^\d+$/.test(label));
  const spellings = groupBy([...new Set(labels)], (label) =>
    plainSpelling(isNumber ? numberOf(label) : label),
  );
  for (const same of spellings.values())
    if (same.length > 1)
      fail(
        "tell the classes",
        differenceOf(same),
        "one name per class",
        "Give them one name, in a copy of the folder or table.",
      );
}

/** What tells names apart, in words; names that look equal are said to be so. */
function differenceOf(names: readonly string[]): string {
  const different = (plain: (name: string) => string): number => new Set(names.map(plain)).size;
  const shown = formatList(names.map((name) => JSON.stringify(name)));
  if (different((name) => name.normalize("NFC")) === 1)
    return `${shown} look alike, but differ in the Unicode form of letters (one letter, or a letter and its accent)`;
  if (different((name) => name.toLowerCase()) === 1)
    return `${formatList(names)} differ in upper and lower case only`;
  return `${shown} differ in spelling only`;
}

/** A number without the word that says what it counts: `Grade 2`, `BI-RADS 2`; other labels as they are. */
function numberOf(label: string): string {
  return (
    /^(?:grade|grad|stage|level|class|type|score|group|kl|bi-?rads|label|category)[ _-]*(\d+)$/i.exec(
      label.trim(),
    )?.[1] ?? label
  );
}

function plainSpelling(label: string): string {
  const plain = label
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/[.,;:!]+$/, "")
    .replace(/(?<=\d)[\s_-]+(?=\d)/g, "~") // "0 3" may be two labels, "03" is one
    .replace(/(?<=\S)[\s_-]+(?=\S)/g, "")
    .replace(/ou(?=r)/g, "o")
    .replace(/[ao]e/g, "e")
    .replace(/^[\doil|]+$/, (figures) => figures.replaceAll("o", "0").replace(/[il|]/g, "1"))
    .replace(/^0+(?=\d)/, "");
  return plain.length > 4 ? plain.replace(/(?<!s)s$/, "") : plain;
}
