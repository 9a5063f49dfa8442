import { wordsOf } from "../class-words";
import { withoutAccents } from "../without-accents";
import { isExclusion, isRejected, isRemarkOfExclusion } from "./is-rejected";
import { answerOf } from "./answer-of";

/** What a column says: which images are to be left out, which are to stay, how good each is, or a remark that may say so. */
export type ChoiceKind = "exclusion" | "inclusion" | "judgement" | "remark";

const before = "(?:is|to|do|should|must|ist|per|a|da|de|image|img|scan|slice|bild|qc|qa)*(?:be)?";
const exclusion = new RegExp(
  `^${before}(?:exclu(?:de[ds]?|sions?|[siy]|re|es?|id[oa]s?|ir|sao)?|drop(?:ped)?|discard(?:ed)?|reject(?:ed)?|skip(?:ped)?|ignored?|removed?|unusable|ineligible|bad(?:quality)?|poorquality|fail(?:ed|ure)?(?:qc|qa)?|ausgeschlossen|ausschluss|ausschliessen|verworfen|unbrauchbar|aussortiert|rejete|ecarte|inutilisable|descartad[oa]|rechazad[oa]|inutilizable|esclus[oaie]|escludere|esclusione|scartat[oa]|inutilizzabile)$`,
);
const inclusion = new RegExp(
  `^${before}(?:inclu(?:de[ds]?|sion|s|se|re|id[oa]|ir)|keep|kept|usable|eligible|accept(?:ed|able)?|approved|pass(?:ed)?(?:qc|qa)?|ok|gradable|gradeable|goodquality|eingeschlossen|einschluss|verwendbar|brauchbar|auswertbar|utilisable|exploitable|utilizable|inclus[oaie]|includere|inclusione|utilizzabile)$`,
);
const words = (text: string): Set<string> => new Set(text.split(" "));
const judgements = words(
  "status state statut estado stato review decision verdict check selection inclusion exclusion flag bewertung prufung",
);
/** Words that say more than `status`: a 0 or 1 under these is asked about. */
const controls = words(
  "qc qa usability validity valid gradability quality qualitat bildqualitat qualite calidad qualita qualidade",
);
const remarks =
  /^(?:comments?|notes?|remarks?|bemerkung(?:en)?|kommentare?|anmerkung(?:en)?|commentaires?|remarques?|comentarios?|notas?|observacion(?:es)?|osservazion[ei]|commenti|commento)$/i;
/** What stands beside these words; `graft_status` is another. */
const beside = words(
  "image images img scan slice file data study series patient subject final manual bild aufnahme overall rating score label grade visual technical is reviewed is of de la der",
);

/** What a heading says of images to be left out: `exclude`, `is_usable`, `QC status`; undefined for all others. */
export function choiceKind(heading: string): ChoiceKind | undefined {
  const parts = wordsOf(withoutAccents(heading));
  const plain = parts.join("");
  if (exclusion.test(plain)) return "exclusion";
  if (inclusion.test(plain)) return "inclusion";
  const isOfImages = parts.every((word) => judgements.has(word) || beside.has(word));
  const isJudgement = parts.some((word) => controls.has(word) || (isOfImages && judgements.has(word)));
  if (isJudgement) return "judgement";
  return remarks.test(plain) ? "remark" : undefined;
}

/** Whether a column says which images are to be left out: by its heading; or, as `status`, `quality` and `notes`, by a word such as `rejected` in it. */
export function isChoiceColumn(heading: string, cells: readonly string[]): boolean {
  const kind = choiceKind(heading);
  if (kind === "judgement") return cells.some(isRejected);
  return kind === "remark" ? cells.some(isRemarkOfExclusion) : kind !== undefined;
}

/** Whether a column says, or may say, which images are to be left out: also one of quality control that says yes and no. */
export function mayChoose(heading: string, cells: readonly string[]): boolean {
  const isYesNo =
    isControlHeading(heading) &&
    [true, false].every((answer) => cells.some((cell) => answerOf(cell) === answer));
  return isChoiceColumn(heading, cells) || (isYesNo && cells.every((cell) => answerOf(cell) !== undefined));
}

/**
 * Whether a column can hardly be the label, also where no other is left: it says which images are to be left out. Good and
 * bad quality may be classes.
 */
export function isChoiceAlone(heading: string, cells: readonly string[]): boolean {
  const isQuality = /quali|calidad/i.test(withoutAccents(heading)) && !cells.some(isExclusion);
  return isChoiceColumn(heading, cells) && !isQuality;
}

/** Whether a heading is one of quality control: `qc`, `image quality`. */
export function isControlHeading(heading: string): boolean {
  return wordsOf(withoutAccents(heading)).some((word) => controls.has(word));
}
