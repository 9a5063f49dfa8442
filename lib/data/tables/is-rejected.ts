import { withoutAccents } from "../without-accents";

/** What says of an image that it is to be left out. */
const rejected =
  /^(?:to be |a |da |zu )?(?:exclu|exclud|ausgeschlossen|ausschluss|aussortiert|esclus|reject(?!ion)|discard|dropped$|removed?$|withdrawn|(?:not |un|nicht |non |no )(?:usable|useable|gradable|gradeable|readable|acceptable|valid|eligible|included|verwendbar|brauchbar|auswertbar|lesbar|exploitable|utilisable|utilizable|utilizzabile|inclus|incluid|apt[oa]|passed|ok$|gut$|good$)|in(?:utilis|utiliz|exploit|valid|eligible|sufficient|adequate)|ungultig|unzureichend|insuficiente|insuffisan|verworfen|abgelehnt|rejet|refus[eo]|rechazad|descartad|rifiutat|respint|scartat|do not use|don.?t use|non-?diagnostic|nondiagnostic|corrupt|fail|durchgefallen|nicht bestanden|fehlgeschlagen|echec|fallid|fallit|(?:very |too |sehr |tres |muy |molto )?(?:(?:bad|poor)(?![a-z])|schlecht|mangelhaft|mauvais|mal[oa]$|cattiv|scadente|scarsa?o?$|pessim|ruim))/;
/** What says so of an image whatever the column. */
const excluded =
  /^(?:to be |zu )?(?:exclud|exclus?$|ausgeschlossen|ausschluss|aussortiert|esclus|reject(?!ion)|discard|(?:not |un)(?:usable|gradable|gradeable|readable)$|unbrauchbar|nicht (?:verwendbar|auswertbar|brauchbar)|inutilis|inutiliz|inexploit|non exploitable|invalid|ungultig|verworfen|rejete|rechazad|descartad|rifiutat|scartat|do not use|non-?diagnostic|corrupt|(?:bad|poor)[ -](?:quality|image|scan)|schlechte qualitat|mauvaise qualite|mala calidad|scarsa qualita)/;
/** What may follow such a word in a remark on an image: nothing, a mark, the image itself, a reason. */
const ofImage =
  /^[a-z]{0,4}(?:\s*(?:$|[-\u2013:,;.(/!])|\s+(?:this|it|the|due|because|since|for|from|by|per|wegen|aus|von|da|weil|por|pour|per|perche|images?|scans?|slices?|files?|cases?|patients?|bild|aufnahme|motion|blur|nois|art[ei]fa|duplicat|low|poor|bad|wrong|bewegung|unscharf))/;
/** What says of an image that it stays. */
const accepted =
  /^(?:inclu|eingeschlossen|ok(?:ay)?$|pass(?:ed)?$|good|gut$|kept?$|keep|accept|approved|usable|gradable|brauchbar|verwendbar|auswertbar|valid|gultig|bestanden|bon(?:ne)?$|buen[oa]|buon[oa]|apt[oa]$|fine$|excellent|fair$|adequate|sufficient|perfect|diagnostic$)/;

/** Whether a cell says that an image is to be left out, in words: `excluded`, `rejected: motion`, `mauvais`. */
export function isRejected(cell: string): boolean {
  return rejected.test(plainCell(cell));
}

/** Whether a cell says that an image stays, in words: `included`, `pass`, `gut`. */
export function isAccepted(cell: string): boolean {
  return accepted.test(plainCell(cell));
}

/** Whether a cell says in so many words that an image is to be left out: `excluded`, `ausgeschlossen`. */
export function isExclusion(cell: string): boolean {
  return excluded.test(plainCell(cell));
}

/**
 * Whether a remark says so: `exclude`, `ausgeschlossen wegen Bewegung`, `rejected: motion`. A finding that is excluded
 * (`excluded fracture`) is none.
 */
export function isRemarkOfExclusion(cell: string): boolean {
  const plain = plainCell(cell);
  const [word] = excluded.exec(plain) ?? [];
  return word !== undefined && ofImage.test(plain.slice(word.length));
}

/** `Nicht_verwendbar ` as "nicht verwendbar". */
function plainCell(cell: string): string {
  return withoutAccents(cell).replace(/_/g, " ").trim().toLowerCase();
}
