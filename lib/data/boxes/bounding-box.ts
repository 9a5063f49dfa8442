import { fail } from "../../core/errors";

/**
 * A rectangle in an image, by its edges in pixels from the image's left top corner. Edges lie between pixels: the first pixel
 * of a row reaches from 0 to 1, so a box around it has left 0 and right 1, and parts of pixels are allowed.
 */
export interface BoundingBox {
  readonly left: number;
  readonly top: number;
  /** Greater than `left`. */
  readonly right: number;
  /** Greater than `top`. */
  readonly bottom: number;
}

/**
 * A box from its four edges.
 * @throws RangeError when one is no finite number, or the box has no area
 */
export function boundingBox(left: number, top: number, right: number, bottom: number): BoundingBox {
  const isBox = [left, top, right, bottom].every(Number.isFinite) && left < right && top < bottom;
  if (!isBox)
    fail(
      "make a box",
      `left ${left}, top ${top}, right ${right}, bottom ${bottom}`,
      "finite edges, left below right and top below bottom",
      "Give it left, top, right, bottom in this order.",
      RangeError,
    );
  return { left, top, right, bottom };
}

/** The box of inclusive corners, as masks and the phantom have them: the first and the last pixel, both inside. */
export function boxOfCorners([left, top, right, bottom]: readonly [
  number,
  number,
  number,
  number,
]): BoundingBox {
  return boundingBox(left, top, right + 1, bottom + 1);
}

/** Width, height and area of a box, pixels. */
export function boxSize({ left, top, right, bottom }: BoundingBox): {
  readonly width: number;
  readonly height: number;
  readonly area: number;
} {
  const [width, height] = [right - left, bottom - top];
  return { width, height, area: width * height };
}
