import { indicesWhere, mean, range } from "../../core/arrays";
import type { Images } from "../images";

/** What became of the marked region of one image. */
export interface RegionKept {
  /** Its place among the images. */
  readonly index: number;
  /** Dice of the region as it is seen before and after: 1 where it is the same. */
  readonly dice: number;
  /** Distance between the two regions' centres in pixels. */
  readonly shift: number;
}

/** Pixels around a mask that a region is looked for in. */
const margin = 3;

/**
 * Whether a marked region, darker or brighter than what is around it, is still where it was. In each image it is seen as the pixels in and
 * near the mask that are nearer to the mask's mean value than to that of its surroundings; images where it does not stand out before are
 * left out. Where it stands out by less than half of `contrast` after, or the other way round, it is gone: Dice 0 and a shift of the image's side.
 *
 * @param masks (n, size, size), 1 in the region
 * @param contrast by which a region must stand out before, of values in [-1, 1]
 */
export function regionsKept(before: Images, after: Images, masks: Uint8Array, contrast = 0.1): RegionKept[] {
  const { size } = before;
  const area = size * size;
  return range(before.pixels.length / area).flatMap((index) => {
    const part = <T extends Float32Array | Uint8Array>(all: T): T =>
      all.subarray(index * area, (index + 1) * area) as T;
    const mask = part(masks);
    const inside = indicesWhere([...mask], (value) => value === 1);
    const near = nearPlaces(inside, size);
    const around = near.filter((at) => mask[at] === 0);
    if (inside.length === 0 || around.length === 0) return [];
    const [own, other] = [part(before.pixels), part(after.pixels)];
    const sign = Math.sign(standsOut(own, inside, around));
    if (sign * standsOut(own, inside, around) < contrast) return [];
    // by the contrast, as the threshold between noise and noise would find a region anywhere
    if (sign * standsOut(other, inside, around) < contrast / 2) return [{ index, dice: 0, shift: size }];
    const seen = (pixels: Float32Array): Set<number> => {
      const middle = (meanAt(pixels, inside) + meanAt(pixels, around)) / 2;
      return new Set(near.filter((at) => sign * (pixels[at]! - middle) > 0));
    };
    const [one, two] = [seen(own), seen(other)];
    const common = [...one].filter((at) => two.has(at)).length;
    return [{ index, dice: (2 * common) / (one.size + two.size), shift: shiftOf(one, two, size) }];
  });
}

const meanAt = (pixels: Float32Array, places: readonly number[]): number =>
  mean(places, (at) => pixels[at] ?? 0);

/** How much brighter a region is than what is around it; negative where it is darker. */
const standsOut = (pixels: Float32Array, inside: readonly number[], around: readonly number[]): number =>
  meanAt(pixels, inside) - meanAt(pixels, around);

/** Places at most `margin` pixels from a region, across and down; the region's own included. */
function nearPlaces(inside: readonly number[], size: number): number[] {
  const [xs, ys] = [inside.map((at) => at % size), inside.map((at) => Math.floor(at / size))];
  const isNear = (at: number): boolean => {
    const [x, y] = [at % size, Math.floor(at / size)];
    return xs.some((other, i) => Math.abs(other - x) <= margin && Math.abs(ys[i]! - y) <= margin);
  };
  return range(size * size).filter(isNear);
}

function shiftOf(one: ReadonlySet<number>, two: ReadonlySet<number>, size: number): number {
  const centre = (places: ReadonlySet<number>): readonly [number, number] => [
    mean([...places], (at) => at % size),
    mean([...places], (at) => Math.floor(at / size)),
  ];
  const [a, b] = [centre(one), centre(two)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
