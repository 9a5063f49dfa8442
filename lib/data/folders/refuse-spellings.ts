import { fail, formatList, groupBy } from "../../core";

/**
 * Refuses classes that only their spelling tells apart, as folders and tables of different hands have them: upper and
 * lower case, blanks and hyphens, an ending s or full stop, leading zeros, British letters (tumour, haemorrhage), Unicode form,
 * letters typed for figures (O for 0, l for 1).
 *
 * @throws InputError that names them
 */
export function refuseSpellings(labels: readonly string[]): void {
  const spellings = groupBy([...new Set(labels)], plainSpelling);
  for (const same of spellings.values())
    if (same.length > 1)
      fail(
        "tell the classes",
        new Set(same.map((label) => label.toLowerCase())).size === 1
          ? `${formatList(same)} differ in upper and lower case only`
          : `${formatList(same.map((label) => JSON.stringify(label)))} differ in spelling only`,
        "one name per class",
        "Give them one name, in a copy of the folder or table.",
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
