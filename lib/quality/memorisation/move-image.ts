/** A flip from left to right, then a turn, then a shift. */
export interface Motion {
  readonly isFlipped?: boolean;
  /** Degrees, counter-clockwise as the image is shown. */
  readonly turn?: number;
  /** Whole pixels to the right and down. */
  readonly right?: number;
  readonly down?: number;
}

/** Flip x five turns x 25 shifts: the 250 ways in which a copied image is looked for. */
export const motions: readonly Motion[] = [false, true].flatMap((isFlipped) =>
  [-4, -2, 0, 2, 4].flatMap((turn) =>
    [-2, -1, 0, 1, 2].flatMap((down) => [-2, -1, 0, 1, 2].map((right) => ({ isFlipped, turn, down, right }))),
  ),
);

/**
 * An image moved; what comes in from outside is 0.
 *
 * @param image size * size values, 0 (black) to 1
 * @returns a new image of the same size; turned by bilinear interpolation about the centre, equal to
 *   `scipy.ndimage.rotate(order=1, mode="constant", reshape=False)`
 */
export function moveImage(image: Float32Array, size: number, motion: Motion): Float32Array {
  const { isFlipped = false, turn = 0, right = 0, down = 0 } = motion;
  const flipped = isFlipped ? flip(image, size) : image;
  const turned = turn === 0 ? flipped : rotate(flipped, size, turn);
  const moved = new Float32Array(image.length);
  writeShifted(turned, size, right, down, moved);
  return moved;
}

/**
 * An image moved in each of the 250 ways of `motions`, one after the other and in that order: each turn is computed once.
 * @param into 250 * size * size values, of which every one is written
 */
export function writeTemplates(image: Float32Array, size: number, into: Float32Array): void {
  let turned = image;
  motions.forEach(({ isFlipped = false, turn = 0, right = 0, down = 0 }, k) => {
    if (k % 25 === 0) turned = moveImage(image, size, { isFlipped, turn });
    writeShifted(turned, size, right, down, into.subarray(k * image.length, (k + 1) * image.length));
  });
}

function flip(image: Float32Array, size: number): Float32Array {
  return image.map((_, k) => image[k - (k % size) + size - 1 - (k % size)]!);
}

/** Pixels: at a right angle the edge comes from the edge, whatever the cosine's last digit. */
const rounding = 1e-9;

function rotate(image: Float32Array, size: number, degrees: number): Float32Array {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const centre = (size - 1) / 2;
  const last = size - 1;
  return image.map((_, k) => {
    const [x, y] = [(k % size) - centre, Math.floor(k / size) - centre];
    const [u, v] = [centre + cos * x - sin * y, centre + sin * x + cos * y];
    if (Math.min(u, v) < -rounding || Math.max(u, v) > last + rounding) return 0;
    const [left, top] = [u, v].map((at) => Math.max(0, Math.min(Math.floor(at), last - 1))) as [
      number,
      number,
    ];
    const [a, b] = [u - left, v - top];
    const at = top * size + left;
    const upper = image[at]! * (1 - a) + image[at + 1]! * a;
    return upper * (1 - b) + (image[at + size]! * (1 - a) + image[at + size + 1]! * a) * b;
  });
}

function writeShifted(
  image: Float32Array,
  size: number,
  right: number,
  down: number,
  into: Float32Array,
): void {
  into.fill(0);
  const [from, to] = [Math.max(0, -right), Math.min(size, size - right)];
  for (let y = Math.max(0, -down); y < Math.min(size, size - down); y++)
    into.set(image.subarray(y * size + from, y * size + to), (y + down) * size + from + right);
}
