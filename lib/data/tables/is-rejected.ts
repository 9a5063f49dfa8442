/** What says of an image that it is to be left out. */
const rejected =
  /^(?:to be |a |da |zu )?(?:exclu|exclud|ausgeschlossen|ausschluss|aussortiert|esclus|reject|discard|dropped$|removed?$|withdrawn|(?:not |un|nicht |non |no )(?:usable|useable|gradable|gradeable|readable|acceptable|valid|eligible|included|verwendbar|brauchbar|auswertbar|lesbar|exploitable|utilisable|utilizable|utilizzabile|inclus|incluid|apt[oa]|passed|ok$|gut$|good$)|in(?:utilis|utiliz|exploit|valid|eligible|sufficient|adequate)|ungultig|unzureichend|insuffi|verworfen|abgelehnt|rejet|refus[eo]|rechazad|descartad|rifiutat|respint|scartat|do not use|don.?t use|non-?diagnostic|nondiagnostic|corrupt|fail|durchgefallen|nicht bestanden|fehlgeschlagen|echec|fallid|fallit|(?:very |too |sehr |tres |muy |molto )?(?:bad|poor|schlecht|mangelhaft|mauvais|mal[oa]$|cattiv|scadente|scarsa?o?$|pessim|ruim))/;
/** What says so of an image whatever the column. */
const excluded =
  /^(?:to be |zu )?(?:exclud|exclus?$|ausgeschlossen|ausschluss|aussortiert|esclus|reject|discard|(?:not |un)(?:usable|gradable|gradeable|readable)$|unbrauchbar|nicht (?:verwendbar|auswertbar|brauchbar)|inutilis|inutiliz|inexploit|non exploitable|invalid|ungultig|verworfen|rejete|rechazad|descartad|rifiutat|scartat|do not use|non-?diagnostic|corrupt|(?:bad|poor)[ -](?:quality|image|scan)|schlechte qualitat|mauvaise qualite|mala calidad|scarsa qualita)/;
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

/** `Nicht_verwendbar ` as "nicht verwendbar". */
function plainCell(cell: string): string {
  return withoutAccents(cell).replace(/_/g, " ").trim().toLowerCase();
}

/** Without accents, so that `Qualité` is `Qualite`; `ß` is `ss`. */
export function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\u00df/g, "ss");
}
