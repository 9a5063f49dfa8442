import { range } from "../../core";
import type { Part } from "../part-of";
import { isPartHeading } from "../tables/heading-words";
import { partColumn } from "../tables/read-labels";
import { calledBeside } from "./groups-of-array";

/** The parts of a split of one array of images, and the array that names them. */
export interface PartsOfArray {
  readonly from: string;
  /** One per image. */
  readonly parts: readonly (Part | undefined)[];
}

/** Whether an array beside one of images is called as a table's column of parts is: `split`, `subset`. */
export function mayNameParts(name: string, images: string): boolean {
  return isPartHeading(calledBeside(name, images) ?? "");
}

/**
 * The parts of a split that an array beside the images names, one text per image: "train", "val", "test". Numbers do not say
 * which part they mean.
 *
 * @param rest arrays that are neither images nor labels
 * @param read an array's values; undefined where they are no numbers or texts
 * @returns undefined where no array names a part for each image
 */
export function partsOfArray(
  { images, count }: { readonly images: string; readonly count: number },
  rest: readonly string[],
  read: (name: string) => readonly string[] | undefined,
): PartsOfArray | undefined {
  const found = rest.flatMap((name) => {
    const cells = mayNameParts(name, images) ? read(name) : undefined;
    return cells?.length === count ? [{ name, cells }] : [];
  });
  const headings = found.map(({ name }) => calledBeside(name, images)!);
  const rows = range(count).map((line) => ({ cells: found.map(({ cells }) => cells[line]!), line }));
  const column = partColumn({ headings, rows }, { id: -1, labels: [] });
  return column && { from: found[column.at]!.name, parts: column.of };
}
