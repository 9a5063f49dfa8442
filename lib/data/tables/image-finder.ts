import { basename, dirname } from "node:path";
import { groupBy } from "../../core";
import { foldersOf } from "../folders/folder-words";
import { isPartName, partOf, type Part } from "../part-of";
import { stemOf } from "../stem-of";
import { plainFolders, withLongestEnding, type LongestEnding } from "./longest-ending";
import { pathOfId } from "./path-of-id";

/** The images that an id of a table may mean. */
export interface FoundImages {
  readonly files: readonly string[];
  /** Difference that was ignored to find them, for a note: "upper and lower case"; undefined if path or name is equal. */
  readonly overlooked: string | undefined;
  /** How plainly the id names them, 0 (not at all) to 1 (by path). */
  readonly weight: number;
  readonly differ?: LongestEnding["differ"];
}

/** Looks up what images an id means. */
export type ImageFinder = (id: string) => FoundImages;

const nothing: FoundImages = { files: [], overlooked: undefined, weight: 0 };
const ending = /\.(?=[a-z0-9]{1,5}$)(?=\d*[a-z])[a-z0-9]+$/i;
const withoutEnding = (id: string): string => id.replace(/(\.nii)?\.gz$/i, "").replace(ending, "");
const withoutZeros = (name: string): string => name.replace(/^0+(?=\d)/, "");
const toComposed = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ");
const lower = (text: string): string => toComposed(text).toLowerCase();
const keepSpelling = (text: string): string => text;

interface Form {
  readonly ofImage: (name: string) => string;
  readonly ofId: (name: string) => string;
  readonly spelling: (text: string) => string;
  readonly overlooked: string | undefined;
}

const spellings = [
  [keepSpelling, undefined],
  [toComposed, "the Unicode form of letters and blanks"],
  [lower, "upper and lower case"],
] as const;

/** From strict to lenient. */
const forms: readonly Form[] = [
  ...spellings.flatMap(([spelling, overlooked]): Form[] => [
    { ofImage: keepSpelling, ofId: keepSpelling, spelling, overlooked },
    { ofImage: stemOf, ofId: keepSpelling, spelling, overlooked },
  ]),
  ...spellings.map(([spelling]): Form => ({
    ofImage: stemOf,
    ofId: withoutEnding,
    spelling,
    overlooked: "files' endings",
  })),
  {
    ofImage: (n) => withoutZeros(stemOf(n)),
    ofId: withoutZeros,
    spelling: keepSpelling,
    overlooked: undefined,
  },
  {
    ofImage: (n) => withoutZeros(stemOf(n)),
    ofId: (n) => (/^\d+[.,]0+$/.test(n) ? withoutZeros(n.replace(/[.,]0+$/, "")) : ""),
    spelling: keepSpelling,
    overlooked: "the decimal point of numbers",
  },
  {
    ofImage: stemOf,
    ofId: (n) => (/^[0-9a-f]{8}-./.test(n) ? withoutEnding(n.slice(9)) : ""),
    spelling: keepSpelling,
    overlooked: "Label Studio's eight letters and figures before each name",
  },
];

/**
 * Finds images by the ids of a table: by path, else by the name and the longest common ending of the path; names with or
 * without ending, in any Unicode form, kind of blank and case, with another ending, as a number without leading zeros or with `.0`, in this order.
 *
 * @param images paths relative to the data folder
 * @returns a look-up; several files where the id fits them equally well
 */
export function imageFinder(images: readonly string[]): ImageFinder {
  const known = new Set(images);
  const indices: Map<string, string[]>[] = []; // one per form, made when an id comes to it
  const imagesIn = (form: Form, i: number): Map<string, string[]> =>
    (indices[i] ??= groupBy(images, (file) => form.spelling(form.ofImage(basename(file)))));
  const places = new Map<string, readonly string[]>();
  const plainOf = (file: string): readonly string[] => {
    const place = dirname(file);
    const plain = places.get(place) ?? plainFolders(foldersOf(file));
    places.set(place, plain);
    return plain;
  };
  return (id) => {
    const path = pathOfId(id);
    const slashes = path.includes("/") && id.includes("\\") ? "back-slashes" : undefined;
    if (known.has(path)) return { files: [path], overlooked: slashes, weight: 1 };
    const name = basename(path);
    if (name === "") return nothing;
    for (const [i, form] of forms.entries()) {
      const fit = (imagesIn(form, i).get(form.spelling(form.ofId(name))) ?? []).filter(
        (file) => !liesInAnotherPart(path, file),
      );
      if (fit.length === 0) continue;
      const { files, isShort, differ } = withLongestEnding(path, fit, form.spelling, plainOf);
      const overlooked = form.overlooked ?? (isShort ? "other folders in the table's paths" : slashes);
      return { files, overlooked, weight: 1 - (i + 1) / 20, differ };
    }
    return nothing;
  };
}

/**
 * A look-up for the ids of one table: of several images that a name fits, those below the table's own folder; and none
 * in a folder of another part of a split.
 *
 * @param part the part that the table labels: `train.csv` does not mean `test/7.png` by "7"
 */
export function findFrom(table: string, find: ImageFinder, part: Part | undefined): ImageFinder {
  const place = table
    .split("/")
    .slice(0, -1)
    .map((name) => `${name}/`)
    .join("");
  return (id) => {
    const found = find(id);
    if (found.weight === 1) return found;
    const inPart = found.files.filter((file) => {
      const own = part === undefined ? [] : foldersOf(file).map(partOf);
      return own.includes(part) || own.every((other) => other === undefined);
    });
    const own = inPart.filter((file) => file.startsWith(place));
    return { ...found, files: own.length > 0 ? own : inPart };
  };
}

/** Whether an id's folders name one part of a split and a file's another: `train/7.png` is not `test/7.png`. */
function liesInAnotherPart(path: string, file: string): boolean {
  const partsOf = (text: string): string[] =>
    text
      .split("/")
      .slice(0, -1)
      .filter(isPartName)
      .map((name) => name.toLowerCase());
  const [wanted, has] = [partsOf(path), partsOf(file)];
  return wanted.length > 0 && has.length > 0 && !wanted.some((name) => has.includes(name));
}
