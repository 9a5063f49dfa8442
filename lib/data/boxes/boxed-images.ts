import { groupBy, indicesWhere } from "../../core/arrays";
import { countOf } from "../../core/count-of";
import { fail } from "../../core/errors";
import { concat, pick, type ImageSet, type Role } from "../image-set";
import type { BoundingBox } from "./bounding-box";

/** Images with the boxes of each: none for an image without a finding. Boxes are in the images' pixels. */
export interface BoxedImages<out R extends Role> {
  readonly images: ImageSet<R>;
  /** One list per image, in the images' order. */
  readonly boxes: readonly (readonly BoundingBox[])[];
}

/**
 * Puts images and their boxes together.
 * @throws RangeError when there is not one list per image, or a box does not lie in its image or has no area
 */
export function boxedImages<R extends Role>(
  images: ImageSet<R>,
  boxes: readonly (readonly BoundingBox[])[],
): BoxedImages<R> {
  const action = `give the ${images.role} images their boxes`;
  if (boxes.length !== images.ids.length)
    fail(
      action,
      `${boxes.length} lists of boxes for ${images.ids.length} images`,
      "one list per image",
      "Check what made these lists.",
      RangeError,
    );
  const within = 1e-6; // edges are quotients
  boxes.forEach((some, i) => {
    const outside = some.find(
      ({ left, top, right, bottom }) =>
        !(Math.min(left, top) >= -within && Math.max(right, bottom) <= images.size + within),
    );
    if (outside)
      fail(
        action,
        `a box ${JSON.stringify(outside)} of ${images.ids[i]}`,
        `edges from 0 to ${images.size}`,
        "Move boxes with their images, by moveBox.",
        RangeError,
      );
    const empty = some.find(({ left, top, right, bottom }) => !(left < right && top < bottom));
    if (empty)
      fail(
        action,
        `a box ${JSON.stringify(empty)} of ${images.ids[i]}`,
        "some area: a finding of none can neither be drawn nor found",
        "Leave out boxes that are thinner than a pixel at an image's edge: cut or moved they vanish.",
        RangeError,
      );
  });
  return { images, boxes };
}

/** The images at the given indices with their boxes, in that order. */
export function pickBoxed<R extends Role>(
  { images, boxes }: BoxedImages<R>,
  indices: readonly number[],
): BoxedImages<R> {
  return { images: pick(images, indices), boxes: indices.map((index) => boxes[index]!) };
}

/**
 * The images with a box, of the class that most of them are of: what a generator told boxes learns from.
 * @throws InputError where no image has a box
 */
export function onlyBoxed<R extends Role>(set: BoxedImages<R>): BoxedImages<R> {
  const indices = indicesWhere(set.boxes, (some) => some.length > 0);
  if (indices.length === 0)
    fail(
      `choose the ${set.images.role} images with a box`,
      countOf(set.boxes.length, "image without one", "images without one"),
      "boxes of some of them",
      "Give more images boxes, or take another seed.",
    );
  const byLabel = [...groupBy(indices, (index) => set.images.labels[index]).values()];
  const [most = []] = byLabel.sort((a, b) => b.length - a.length);
  return pickBoxed(set, most);
}

/** Sets of one fold behind each other, each image with its boxes. @throws RangeError as `concat` */
export function concatBoxed(
  a: BoxedImages<"train" | "synthetic">,
  b: BoxedImages<"train" | "synthetic">,
): BoxedImages<"train" | "synthetic"> {
  return { images: concat(a.images, b.images), boxes: [...a.boxes, ...b.boxes] };
}
