import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { groupBy, indexByKeys, sha256 } from "../../core";
import { foldersOf } from "./folder-words";

/** Of more folders beside each other none is looked for in the others: patients, not parts. */
const mostSiblings = 20;

/**
 * Folders that hold the same images as another place of the data set, byte by byte under the same names: an archive's
 * inner copy (`yes`, `no` and `brain/yes`, `brain/no`), one unpacked twice, or parts beside the whole (`train`, `test` and
 * `all`). Only folders of several sub-folders count, as a class's folder is none; of the larger ones first.
 *
 * @param images paths relative to the data folder
 * @returns the place of the images that are kept, by each folder that repeats them; "" is the data folder
 */
export function findCopies(folder: string, images: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(images);
  const above = (file: string): string[] =>
    foldersOf(file).map((_, i, parts) => parts.slice(0, i + 1).join("/"));
  const places = indexByKeys(images, above);
  const copies = new Map<string, string>();
  const byLastName = groupBy([...places.keys()], (place) => relativeNames(place, places.get(place) ?? []));
  const isLeftOut = (place: string): boolean =>
    [...copies.keys()].some((copy) => `${place}/`.startsWith(`${copy}/`));
  const bySize = [...places].sort(([, a], [, b]) => b.length - a.length);
  const beside = groupBy([...places.keys()], (place) => foldersOf(place).join("/"));
  for (const [place, files] of bySize) {
    const inner = files.map((file) => file.slice(place.length + 1));
    if (isLeftOut(place) || new Set(inner.map((file) => file.split("/")[0])).size < 2) continue;
    if (inner.some((file) => !file.includes("/"))) continue;
    const ancestors = ["", ...above(place)];
    const twins = byLastName.get(relativeNames(place, files)) ?? [];
    const siblings = beside.get(foldersOf(place).join("/")) ?? [];
    const original = [...ancestors, ...twins, ...(siblings.length > mostSiblings ? [] : siblings)].find(
      (other) =>
        other !== place &&
        !isLeftOut(other) &&
        !other.startsWith(`${place}/`) &&
        !copies.has(`${other}/${inner[0]!.split("/")[0]!}`) &&
        inner.every((file) => known.has(other === "" ? file : `${other}/${file}`)) &&
        inner.every((file) => isEqualFile(join(folder, place, file), join(folder, other, file))),
    );
    if (original !== undefined) copies.set(place, original);
  }
  return copies;
}

function relativeNames(place: string, files: readonly string[]): string {
  return files.map((file) => file.slice(place.length + 1)).join("\n");
}

function isEqualFile(a: string, b: string): boolean {
  return statSync(a).size === statSync(b).size && sha256(readFileSync(a)) === sha256(readFileSync(b));
}
