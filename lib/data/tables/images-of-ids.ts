import { isClassName } from "../class-words";
import {
  foldersOf,
  hasClassWord,
  isDivision,
  isNeutral,
  isNumbered,
  isPersonal,
} from "../folders/folder-words";
import type { FoundImages, ImageFinder } from "./image-finder";
import { plainFolders } from "./longest-ending";
import { pathOfId } from "./path-of-id";

/** What the ids of a table mean, and the files that bear an id's name in a folder which it does not name. */
export interface ImagesOfId extends FoundImages {
  readonly elsewhere: readonly string[];
}

/**
 * The images that the ids of one table mean, looked up together: `P3/7.png` is not `P2/7.png`. Folders of an id that
 * differ from the image's are overlooked only where they stand in front of every id, as those of another computer do,
 * and do not tell patients, sites or classes apart.
 *
 * @returns per id; no files where an image of its name lies in another folder only, which `elsewhere` names
 */
export function imagesOfIds(ids: readonly string[], find: ImageFinder): ImagesOfId[] {
  const front = commonFront(ids);
  return ids.map((id) => {
    const found = find(id);
    const { differ } = found;
    const isFront = differ === undefined || (differ.wanted.length <= front && !tellApart(differ));
    return isFront ? { ...found, elsewhere: [] } : { ...found, files: [], elsewhere: found.files };
  });
}

/** How many folders all ids have in front in common; ids without folders do not count. */
function commonFront(ids: readonly string[]): number {
  const paths = ids.map((id) => plainFolders(foldersOf(pathOfId(id)))).filter((path) => path.length > 0);
  const [first = []] = paths;
  const differs = first.findIndex((name, i) => paths.some((path) => path[i] !== name));
  return differs < 0 ? first.length : differs;
}

/** Whether two folders that stand for each other both say whose or what their images are: `P2` and `P3`, `left` and `right`. */
function tellApart({ wanted, has }: NonNullable<FoundImages["differ"]>): boolean {
  const says = [isNumbered, isPersonal, isDivision, isNeutral, isClassName, hasClassWord];
  return [wanted.at(-1)!, has.at(-1)!].every((name) => says.some((saysIt) => saysIt(name)));
}
