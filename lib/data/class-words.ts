/** Usual names of the class that is looked for. */
export const positives = words(
  "1 yes true positive pos hemorrhage haemorrhage hemorrhagic haemorrhagic ich bleed bleeding tumor tumour lesion abnormal pathological disease diseased cancer malignant pneumonia covid covid-19 covid19 tuberculosis glaucoma melanoma sick stroke infected parasitized demented affected fracture fractured ja oui si s\u00ed sim wahr vrai krank malade enfermo positiv positif positivo b\u00f6sartig maligno maligna malin maligne auff\u00e4llig anormal enferma \u9633\u6027 \u5f02\u5e38 \u6076\u6027",
);
/** Usual names of the other one. */
export const negatives = words(
  "0 no false negative neg normal healthy control benign none clean background uninfected unaffected nondemented asymptomatic unremarkable nein non falsch faux gesund sain sano negativ negatif negativo gutartig benigno benigna b\u00e9nin b\u00e9nigne unauff\u00e4llig sana saine \u9634\u6027 \u6b63\u5e38 \u826f\u6027",
);
/** What stands before, or after, that which is not there: `no tumor`, `without_fracture`; `tumor_free`. */
export const denials = words(
  "no not non without absent absence kein keine keinen nicht ohne sin sans senza aucun aucune ningun ning\u00fan ninguna nessun nessuna nenhum geen zonder",
);
export const lastDenials = words("free negative neg absent absence");
/** `nofinding`, `notumor`, written together; in Chinese any word that begins so. */
export const gluedDenial =
  /^(no|non|without)(findings?|h(a)?emorrhages?|tumou?rs?|lesions?|cancers?|disease|pneumonia|covid|stroke|fractures?|bleed(ing)?)$|^[\u65e0\u975e\u672a]\p{L}/iu;
/** What a heading names that is no finding: under `healthy_eye` a 1 is no disease. */
export const harmless = words(
  "normal normale normales healthy control hc benign uninfected unaffected nondemented asymptomatic unremarkable clean gesund gutartig normalbefund unauff\u00e4llig sain saine sano sana benigno benigna b\u00e9nin b\u00e9nigne \u6b63\u5e38 \u826f\u6027",
);

/** True when a word is a usual name of a class: yes, normal, hemorrhage, 1 ... */
export function isClassName(word: string): boolean {
  return positives.has(word.toLowerCase()) || negatives.has(word.toLowerCase());
}

/** A name's words in lower case, also those that are written together: `CT_NonCOVID` is ct, non, covid. */
export function wordsOf(name: string): string[] {
  return name
    .normalize("NFC")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}
