/** Usual names of the class that is looked for. */
export const positives = words(
  "1 yes true positive pos hemorrhage haemorrhage hemorrhagic haemorrhagic ich bleed bleeding tumor tumour lesion abnormal pathological disease diseased cancer malignant pneumonia covid covid-19 covid19 tuberculosis glaucoma melanoma sick stroke infected parasitized demented affected fracture fractured ja oui si s\u00ed sim wahr vrai krank malade enfermo positiv positif positivo",
);
/** Usual names of the other one. */
export const negatives = words(
  "0 no false negative neg normal healthy control benign none clean background uninfected unaffected nondemented asymptomatic unremarkable nein non falsch faux gesund sain sano negativ negatif negativo",
);
/** What stands before, or after, that which is not there: `no tumor`, `without_fracture`; `tumor_free`. */
export const denials = words("no not non without absent absence");
export const lastDenials = words("free negative neg absent absence");
/** `nofinding`, `notumor`, written together. */
export const gluedDenial =
  /^(no|non|without)(findings?|h(a)?emorrhages?|tumou?rs?|lesions?|cancers?|disease|pneumonia|covid|stroke|fractures?|bleed(ing)?)$/i;
/** What a heading names that is no finding: under `healthy_eye` a 1 is no disease. */
export const harmless = words(
  "normal healthy control benign uninfected unaffected nondemented gesund sain sano",
);

/** True when a word is a usual name of a class: yes, normal, hemorrhage, 1 ... */
export function isClassName(word: string): boolean {
  return positives.has(word.toLowerCase()) || negatives.has(word.toLowerCase());
}

/** A name's words in lower case, also those that are written together: `CT_NonCOVID` is ct, non, covid. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}
