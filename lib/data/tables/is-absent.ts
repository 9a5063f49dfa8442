const absent =
  /^(|\?+|nan|nat|na|n\/[ad]|n\. ?[ad]\.|#n\/?[adv]|null|<na>|\\n|[-_\u2013\u2014]+|\.|\((blank|leer|vide|vac\u00edo)\)|not (available|known|recorded|reported|assessed|done)|no data|unknown|unlabell?ed|undefined|missing( data)?|tbd|to be determined|k\. ?a\.|keine angaben?|unbekannt|nicht bekannt|fehlt|fehlend|inconnue?|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|sin datos|non disponible|no disponible|\u672a\u77e5|\u4e0d\u660e|#(value|ref|div\/0|name|num|null)[!?]?|#[\u00a1\u00bf]?\p{L}+[!?]|err:\d+)$/iu;

/** Whether a cell says that there is no value: empty, `?`, `NA`, `nan`, `unbekannt`, an error of a spreadsheet and the like. */
export function isAbsent(cell: string): boolean {
  return absent.test(cell);
}
