import { fail } from "../../core/errors";
import type { Images } from "../images";

/**
 * Images at another side: means of 2 x 2 pixels, as often as it takes, or each pixel as 2 x 2.
 * @param side the images' own, times or by a power of two
 * @returns the images themselves at their own side
 * @throws RangeError for another side
 */
export function atSide(images: Images, side: number): Images {
  if (side === images.size) return images;
  const ratio = side / images.size;
  if (!Number.isInteger(Math.log2(ratio)) || !Number.isInteger(side))
    fail(
      "bring images to another side",
      `${side} of ${images.size}`,
      "a power of two times the side",
      "Take a side that halving or doubling reaches.",
      RangeError,
    );
  return atSide(ratio < 1 ? halved(images) : doubled(images), side);
}

function halved({ size, pixels }: Images): Images {
  const half = size / 2;
  const value = (at: number): number => {
    const [x, y, before] = [at % half, Math.floor(at / half) % half, Math.floor(at / half ** 2) * size ** 2];
    const corner = before + 2 * y * size + 2 * x;
    return (pixels[corner]! + pixels[corner + 1]! + pixels[corner + size]! + pixels[corner + size + 1]!) / 4;
  };
  return { size: half, pixels: Float32Array.from({ length: pixels.length / 4 }, (_, at) => value(at)) };
}

function doubled({ size, pixels }: Images): Images {
  const side = 2 * size;
  const place = (at: number): number => {
    const [x, y, before] = [at % side, Math.floor(at / side) % side, Math.floor(at / side ** 2) * size ** 2];
    return before + Math.floor(y / 2) * size + Math.floor(x / 2);
  };
  return {
    size: side,
    pixels: Float32Array.from({ length: 4 * pixels.length }, (_, at) => pixels[place(at)]!),
  };
}
