import { foldersOf, isHolder } from "../folders/folder-words";

/** Files whose folders agree furthest with those of an id. */
export interface LongestEnding {
  readonly files: readonly string[];
  /** Whether some of the id's folders, as they are written, are not among the file's. */
  readonly isShort: boolean;
  /** Where the id's folders say another place than the file's: both, the outermost first, as far as they differ. */
  readonly differ?: { readonly wanted: readonly string[]; readonly has: readonly string[] } | undefined;
}

/**
 * The files whose folders agree furthest with an id's, from the file upwards.
 * @param plainOf `plainFolders` of a file, which may be remembered: a name may stand in very many folders
 */
export function withLongestEnding(
  path: string,
  files: readonly string[],
  spelling: (text: string) => string,
  plainOf: (file: string) => readonly string[],
): LongestEnding {
  const wanted = foldersOf(path);
  if (wanted.length === 0) {
    const outermost = files.filter((file) => !file.includes("/"));
    return { files: outermost.length === 1 ? outermost : files, isShort: false };
  }
  const written = (folders: readonly string[]): string[] => folders.map(spelling);
  const plain = plainFolders(wanted);
  const longest = mostAgreeing(files, (file) => agreement(plain, plainOf(file)));
  const best = mostAgreeing(longest, (file) => agreement(written(wanted), written(foldersOf(file))));
  const differences = best.map((file) => differenceOf(plain, plainOf(file)));
  return {
    files: best,
    isShort: agreement(written(wanted), written(foldersOf(best[0]!))) < wanted.length,
    differ: differences.includes(undefined) ? undefined : differences[0],
  };
}

/** How many folders are equal, from the innermost outwards. */
function agreement(wanted: readonly string[], has: readonly string[]): number {
  const differs = wanted.findIndex((_, i) => wanted.at(-1 - i) !== has.at(-1 - i));
  return differs < 0 ? wanted.length : differs;
}

/** What differs in front of the folders that agree; undefined where one of them ends there. */
function differenceOf(wanted: readonly string[], has: readonly string[]): LongestEnding["differ"] {
  const equal = agreement(wanted, has);
  const rest = { wanted: wanted.slice(0, wanted.length - equal), has: has.slice(0, has.length - equal) };
  return rest.wanted.length === 0 || rest.has.length === 0 ? undefined : rest;
}

function mostAgreeing(files: readonly string[], agree: (file: string) => number): readonly string[] {
  const agreements = files.map(agree);
  const most = agreements.reduce((a, b) => Math.max(a, b));
  return files.filter((_, i) => agreements[i] === most);
}

/** Folders without case, marks, zeros in front of numbers, and those that only say that images lie in them. */
export function plainFolders(folders: readonly string[]): string[] {
  const plain = (name: string): string =>
    name
      .normalize("NFC")
      .toLowerCase()
      .replace(/(?<=\p{L})[ _.-]+(?=[\p{L}\d])|(?<=\d)[ _.-]+(?=\p{L})/gu, "")
      .replace(/(?<!\d)0+(?=\d)/g, "");
  return folders.filter((name) => !isHolder(name) && !isFormat(name)).map(plain);
}

function isFormat(name: string): boolean {
  return /^(png|jpe?g|tiff?|bmp|dicom|dcm|nii|nifti)$/i.test(name);
}
