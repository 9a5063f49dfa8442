import { fail, formatList, groupBy } from "../../core";
import { foldersOf } from "./folder-words";

/** What people call folders of images that they left out. */
const leftOut =
  /^_?(excluded?|exclusions?|reject(s|ed)?|discard(s|ed)?|dropped|removed|deleted?|to[ _-]?(delete|check|review|sort|do)|archived?|misc(ellaneous)?|(new|untitled)[ _-]?folder( ?\(\d+\))?|neuer ordner( ?\(\d+\))?|unused|not[ _-]?used|unusable|skip(ped)?|ignored?|trash|junk|garbage|duplicates?|dups?|corrupt(ed)?|unreadable|(bad|poor|low)[ _-]?(quality|images?|imgs?|scans?|slices?)|outliers?|unsorted|aussortierte?|ausgeschlossene?|verworfene?|gel[o\u00f6]scht|papierkorb|unbrauchbar|nicht[ _-](verwendet|benutzt)|duplikate|excluid[oa]s?|descartad[oa]s?|exclus|rejet[e\u00e9]s|doublons|corbeille|papelera|nueva carpeta|nouveau dossier|nuova cartella|nova pasta|esclusi|scartati)$|^_old$/i;
/** What lies beside such folders where they are classes: `unusable` beside `usable`. */
const opposite = /^(good|high|fine|usable|accept(ed)?|used|kept|readable|included?)([ _-]|$)/i;
/** `tumor - Copy (2)`, `tumor copy`, `Copy of tumor`, `tumor (1)`, `tumor_backup`: its original is the bracket. */
const copies = [
  /^(.+?)[ _-]+\(?(?:copy|copies|kopie|copie|copia|cópia)\)?(?:[ _-]*\(?\d+\)?)?$/i,
  /^(?:copy|kopie|copie|copia)(?: \(?\d+\)?)?[ _-]+(?:(?:of|von|de)[ _-]+)?(.+)$/i,
  /^(.+?) ?\(\d{1,2}\)$/,
  /^(.+?)[ _.-]+(?:old|bak|backup)$/i,
];
const remedy = "Move these folders away, or, if they are what they seem not to be, rename them.";

/**
 * Refuses folders that people leave beside those that they use: `tumor - Copy` beside `tumor`, and `excluded` beside
 * others, at any level. Their images would be a class, a patient or a part of their own.
 *
 * @param images paths relative to the data folder
 * @throws InputError that names the folders
 */
export function refuseLeftovers(images: readonly string[]): void {
  const isIn = (file: string): boolean => foldersOf(file).some((name) => leftOut.test(name));
  const unwanted = images.filter(isIn);
  const areClasses = images.some((file) => foldersOf(file).some((name) => opposite.test(name)));
  if (unwanted.length > 0 && unwanted.length < images.length && !areClasses)
    refuse(
      `${unwanted.length} of ${images.length} lie in folders that are called as what was left out: ${formatList(placesOf(unwanted, leftOut))}`,
    );
  const places = [...groupBy(images.flatMap(ancestors), (place) => place).keys()];
  const known = new Map(places.map((place) => [place.toLowerCase(), place]));
  const copied = places.flatMap((place) => {
    const [above, name] = [place.split("/").slice(0, -1), place.split("/").at(-1)!];
    const originals = copies.flatMap((copy) => copy.exec(name)?.[1] ?? []);
    const found = originals.map((original) => known.get([...above, original.trim()].join("/").toLowerCase()));
    const original = found.find((other) => other !== undefined);
    return original === undefined ? [] : [`${place} beside ${original}`];
  });
  if (copied.length > 0) refuse(`folders are called as copies of others: ${formatList(copied)}`);
}

function refuse(found: string): never {
  return fail("tell the images", found, "folders of which each holds images of its own", remedy);
}

/** The folders so called, each once. */
function placesOf(files: readonly string[], called: RegExp): string[] {
  const upTo = (file: string): string =>
    ancestors(file).find((place) => called.test(place.split("/").at(-1)!)) ?? "";
  return [...new Set(files.map(upTo))];
}

/** The folders that a file lies in, as paths, the outermost first. */
function ancestors(file: string): string[] {
  return foldersOf(file).map((_, i, parts) => parts.slice(0, i + 1).join("/"));
}
