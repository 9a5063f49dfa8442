import { fail, formatList, groupBy, range } from "../../core";
import type { NpyArray } from "../formats/read-npy";
import { choicesOf, type Exclusion } from "../leave-out-images";
import { choiceKind, mayChoose } from "../tables/choice-kind";
import { calledBeside } from "./groups-of-array";

/** What is read of `Arrays`. */
interface ArraysBeside {
  readonly pairs: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
  readonly files: readonly string[];
  readonly fileOf: (name: string) => string;
  readonly read: (name: string) => NpyArray;
  readonly readCells: (name: string) => readonly string[] | undefined;
}

/** Whether an array beside one of images is called as a column of images that are to be left out, or to stay: `exclude`, `include`. */
export function mayExclude(name: string, images: string): boolean {
  return choiceKind(calledBeside(name, images) ?? "") !== undefined;
}

/**
 * The arrays beside the images that say which of them are to be left out: one yes or no per image, as a number, a truth value
 * or a text.
 * @throws InputError when such an array has no value per image
 */
export function exclusionsOfArrays(arrays: ArraysBeside): Exclusion[] {
  const { pairs, rest, files, fileOf, read, readCells } = arrays;
  const isAny = rest.some((name) => [...pairs.keys()].some((images) => mayExclude(name, images)));
  if (!isAny) return []; // without reading the images again
  const spots = [...groupBy([...pairs.keys()], fileOf)].flatMap(([file, names]) => {
    const counts = names.map((images) => read(images).shape[0] ?? 0);
    return names.map((images, k) => ({
      file,
      images,
      begin: counts.slice(0, k).reduce((sum, n) => sum + n, 0),
      count: counts[k]!,
    }));
  });
  return spots.flatMap(({ file, images, begin, count }) =>
    rest
      .filter((name) => mayExclude(name, images))
      .flatMap((name) => {
        const heading = calledBeside(name, images) ?? "";
        const cells = readCells(name);
        const kind = choiceKind(heading);
        const mayBeOther = kind === "judgement" || kind === "remark";
        if (mayBeOther && (cells?.length !== count || !mayChoose(heading, cells))) return [];
        if (cells?.length !== count)
          return fail(
            `read the arrays in ${formatList(files)}`,
            `${name} holds ${cells === undefined ? "no numbers or texts of one axis" : `${cells.length} values`}, and ${images} ${count} images`,
            "one yes or no per image",
            `Save ${name} as an array of one number or text per image.`,
          );
        const { leftOut, ...said } = choicesOf(heading, cells);
        const excluded = new Set(range(count).flatMap((i) => (leftOut[i] ? [begin + i] : [])));
        return {
          from: `array ${name} of ${fileOf(name)}`,
          isMeant: (image) => image.file === file && excluded.has(image.index ?? -1),
          ...said,
        };
      }),
  );
}
