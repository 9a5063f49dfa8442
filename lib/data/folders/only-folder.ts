import { fail, formatList } from "../../core";
import { foldersOf } from "./folder-words";
import type { Listing } from "./list-files";

/**
 * The listing with only the images that lie in a folder of this name, at any depth and however it is spelled; `outside` has the
 * others. Tables stay, since they may label these images from anywhere.
 *
 * @param name "": all images
 * @throws InputError when no image lies in such a folder
 */
export function onlyFolder(listing: Listing, name: string): Listing {
  if (name === "") return listing;
  const isInside = (file: string): boolean =>
    foldersOf(file).some((folder) => folder.toLowerCase() === name.toLowerCase());
  const images = listing.images.filter(isInside);
  if (images.length === 0) {
    const names = [...new Set(listing.images.flatMap(foldersOf))].sort();
    fail(
      `use data.folder "${name}"`,
      `no image of ${listing.folder} lies in a folder of this name`,
      names.length > 0 ? `one of ${formatList(names, 20)}` : "sub-folders, and there are none",
      "Correct data.folder, or leave it out.",
    );
  }
  return { ...listing, images, outside: listing.images.filter((file) => !isInside(file)) };
}

/**
 * Names of folders of which each chooses one of an id's several images, for every id: brain and bone for `49/brain/1.png` and
 * `49/bone/1.png`; none where folders do not tell the images apart.
 */
export function foldersThatChoose(several: readonly (readonly string[])[]): string[] {
  const choosing = several.map((files) => {
    const folders = files.map((file) => new Set(foldersOf(file)));
    const names = new Set(files.flatMap(foldersOf));
    return [...names].filter((name) => folders.filter((of) => of.has(name)).length === 1);
  });
  return (choosing[0] ?? []).filter((name) => choosing.every((names) => names.includes(name))).sort();
}
