import { dirname } from "node:path";
import { groupBy } from "../../core/arrays";
import { stemOf } from "../stem-of";
import { maskWords } from "./mask-words";

/** In fewer folders than this a name may be of one image by chance. */
const fewestFolders = 3;
/** `mask`, `seg_1`, `label_viz`, `tumor_mask`, `imagemask`: a word for masks, with words alone. */
const maskRole = new RegExp(
  `^(?!(?:no|non|without|with)[ _.-])(?:(?:[a-z]+[ _.-]+)*(?:${maskWords})|(?:${maskWords})(?:[ _.-]+[a-z]+)*|[a-z]+(?:masks?|segmentations?))$`,
);

/**
 * Masks that are called after what they are, not after their image: `p1/mask.png` beside `p1/image.png`, `p2/mask.png`
 * beside `p2/image.png` and so on, in three folders or more. Numbers may follow (`mask_1`) where the images are called
 * after what they are, too, and the folders are as many as patients', not as classes'.
 *
 * @returns the image of each mask; undefined where its folder holds several images, or none
 */
export function masksByRole(files: readonly string[]): Map<string, string | undefined> {
  const places = new Map(
    [...groupBy(files, roleOf)].map(([role, some]) => [role, new Set(some.map(dirname))]),
  );
  const isRole = (file: string): boolean => (places.get(roleOf(file))?.size ?? 0) >= fewestFolders;
  const mayBe = (file: string): boolean => isRole(file) && maskRole.test(roleOf(file));
  const others = groupBy(
    files.filter((file) => !mayBe(file)),
    dirname,
  );
  const besideOf = (file: string): readonly string[] => others.get(dirname(file)) ?? [];
  const masks = new Map<string, string | undefined>();
  for (const some of groupBy(files.filter(mayBe), roleOf).values()) {
    const beside = some.filter((file) => besideOf(file).length > 0);
    const numbered = groupBy(beside.filter(isNumbered), dirname);
    const most = Math.max(0, ...[...numbered.values()].map((of) => of.length));
    const folders = new Set(beside.map(dirname)).size;
    if (folders < fewestFolders || folders < most) continue; // few folders of many: classes
    for (const file of some)
      if (!isNumbered(file) || (besideOf(file).length > 0 && besideOf(file).every(isRole)))
        masks.set(file, besideOf(file).length === 1 ? besideOf(file)[0] : undefined);
  }
  return masks;
}

/** A name in lower case without a number at its end. */
function roleOf(file: string): string {
  return stemOf(file)
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replace(/[ _.-]*\d+$/, "");
}

function isNumbered(file: string): boolean {
  return /\d$/.test(stemOf(file));
}
