import { range, stream } from "../../core";
import type { BoundingBox } from "../../data/boxes/bounding-box";

/** What boxes are drawn from: a generator's training boxes, the side of its images, its seed and name. */
export interface BoxSource {
  readonly boxes?: readonly (readonly BoundingBox[])[];
  readonly size: number;
  readonly seed: number;
  readonly name: string;
}

/** How far a training image's boxes are moved at most, across and down, pixels. */
const furthest = 1;

/**
 * Boxes to draw images at: those of a training image drawn at random, all moved together by up to a pixel each way, so that
 * their sizes and places are those of training and still not the same; cut at the image's edges, of which each box keeps a
 * pixel, or all of one that is thinner. Training images without a box are not drawn.
 *
 * @param purpose names the random stream, as in `generate`
 * @returns one list per image
 */
export function drawBoxes(
  { boxes = [], size, seed, name }: BoxSource,
  count: number,
  purpose = "arms",
): BoundingBox[][] {
  const random = stream(seed, "generate", name, purpose, "boxes");
  const known = boxes.filter((some) => some.length > 0);
  const keep = (edge: number): number => Math.max(0, Math.min(size, edge));
  return Array.from({ length: count }, () => {
    const some = known[random.integer(known.length)]!;
    const [across, down] = [random.between(-furthest, furthest), random.between(-furthest, furthest)];
    const x = withinImage(
      across,
      some.map(({ left, right }) => [left, right]),
      size,
    );
    const y = withinImage(
      down,
      some.map(({ top, bottom }) => [top, bottom]),
      size,
    );
    return some.map(({ left, top, right, bottom }) => ({
      left: keep(left + x),
      top: keep(top + y),
      right: keep(right + x),
      bottom: keep(bottom + y),
    }));
  });
}

/** The boxes of a generator's training images one after the other, from the first again when all have had their turn. */
export function boxesInTurn(
  boxes: readonly (readonly BoundingBox[])[],
  count: number,
): (readonly BoundingBox[])[] {
  return range(count).map((i) => boxes[i % boxes.length]!);
}

/** A shift cut so that every span keeps a pixel of itself inside 0 to size, or all of itself where it is shorter. */
function withinImage(shift: number, spans: readonly (readonly [number, number])[], size: number): number {
  const kept = ([from, to]: readonly [number, number]): number => Math.min(1, to - from);
  const least = Math.max(...spans.map((span) => kept(span) - span[1]));
  const most = Math.min(...spans.map((span) => size - span[0] - kept(span)));
  return Math.max(least, Math.min(most, shift));
}
