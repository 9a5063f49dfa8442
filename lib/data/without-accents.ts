/** A text without accents, so that `Qualité` is `Qualite`; `ß` is `ss`. */
export function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\u00df/g, "ss");
}
