import { withoutAccents } from "../without-accents";

/** A cell that begins as one of these, a line for a language; `$` stands for its end. Words have no accents here. */
const beginsWith = (before: string, ...languages: readonly string[]): RegExp =>
  new RegExp(`^(?:${before})?(?:${languages.join("|")})`);

/** What says of an image that it is to be left out. */
const rejected = beginsWith(
  "to be |a |da |zu ",
  "exclu|exclud|reject(?!ion)|discard|dropped$|removed?$|withdrawn|do not use|don.?t use|non-?diagnostic|corrupt|fail",
  // across languages, as people write: "non usable", "not exploitable"
  "(?:not |un|nicht |non |no )(?:usable|useable|gradable|gradeable|readable|acceptable|valid|eligible|included|passed|ok$|good$)",
  "(?:not |un|nicht |non |no )(?:verwendbar|brauchbar|auswertbar|lesbar|gut$|exploitable|utilisable|utilizable|utilizzabile|inclus|incluid|apt[oa])",
  "in(?:valid|eligible|sufficient|adequate)|(?:very |too )?(?:bad|poor)(?![a-z])",
  "ausgeschlossen|ausschluss|aussortiert|ungultig|unzureichend|verworfen|abgelehnt|durchgefallen|fehlgeschlagen",
  "nicht bestanden|(?:sehr )?(?:schlecht|mangelhaft)",
  "rejet|refuse|insuffisan|echec|inexploit|inutilis|(?:tres )?mauvais",
  "rechazad|descartad|insuficiente|fallid|inutiliz|(?:muy )?(?:mal[oa]$|pessim|ruim)",
  "esclus|rifiutat|respint|scartat|refuso|fallit|(?:molto )?(?:cattiv|scadente|scarsa?o?$)",
);
/** What says so of an image whatever the column. */
const excluded = beginsWith(
  "to be |zu ",
  "exclud|exclus?$|reject(?!ion)|discard|invalid|do not use|non-?diagnostic|corrupt|(?:bad|poor)[ -](?:quality|image|scan)",
  "(?:not |un)(?:usable|gradable|gradeable|readable)$",
  "ausgeschlossen|ausschluss|aussortiert|ungultig|verworfen|unbrauchbar|nicht (?:verwendbar|auswertbar|brauchbar)|schlechte qualitat",
  "rejete|inutilis|inexploit|non exploitable|mauvaise qualite",
  "rechazad|descartad|inutiliz|mala calidad",
  "esclus|rifiutat|scartat|scarsa qualita",
);
/** What may follow such a word in a remark on an image: nothing, a mark, the image itself, a reason. */
const ofImage = new RegExp(
  `^[a-z]{0,4}(?:${[
    "\\s*(?:$|[-\u2013:,;.(/!])",
    "\\s+(?:this|it|the|images?|scans?|slices?|files?|cases?|patients?|bild|aufnahme)",
    "\\s+(?:due|because|since|for|from|by|per|wegen|aus|von|da|weil|por|pour|per|perche)",
    "\\s+(?:motion|blur|nois|art[ei]fa|duplicat|low|poor|bad|wrong|bewegung|unscharf)",
  ].join("|")})`,
);
/** What says of an image that it stays. */
const accepted = beginsWith(
  "",
  "inclu|ok(?:ay)?$|pass(?:ed)?$|good|kept?$|keep|accept|approved|usable|gradable|valid|fine$|excellent|fair$|adequate|sufficient|perfect|diagnostic$",
  "eingeschlossen|gut$|brauchbar|verwendbar|auswertbar|gultig|bestanden",
  "bon(?:ne)?$|buen[oa]|buon[oa]|apt[oa]$",
);

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
