const collator = new Intl.Collator("en", { numeric: true });

/** Order of names in which slice-2 comes before slice-10; for `sort`. */
export function compareNaturally(a: string, b: string): number {
  return collator.compare(a, b);
}
