import { expect, test } from "vitest";
import { boundingBox, boxOfCorners } from "../../../lib/data/boxes/bounding-box";
import { boxContrast } from "../../../lib/quality/boxes/box-contrast";
import phantoms from "../../golden/phantom128.json";

const box = boundingBox(4, 4, 8, 8);
/** 16 x 16 pixels: inside the box, in the ring of 2 pixels around it, beyond. */
const image = (inside: number, ring: number, beyond: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, i) => {
    const [x, y] = [i % 16, Math.floor(i / 16)];
    if (x >= 4 && x < 8 && y >= 4 && y < 8) return inside;
    return x >= 2 && x < 10 && y >= 2 && y < 10 ? ring : beyond;
  });

test("contrast is the mean inside minus that of the 2 pixels around, in parts of black to white", () => {
  expect(boxContrast(image(1, -1, 0.3), 16, box)).toBeCloseTo(1, 6);
  expect(boxContrast(image(-1, 1, 0.3), 16, box)).toBeCloseTo(-1, 6);
  expect(boxContrast(image(0.2, 0.2, 1), 16, box)).toBeCloseTo(0, 6);
  expect(boxContrast(image(0.5, 0, 1), 16, box)).toBeCloseTo(0.25, 6);
  // a box that takes in a row of half the ring's pixels: 20 pixels inside, 4 of them of the ring
  expect(boxContrast(image(1, 0, 0), 16, boundingBox(4, 4, 8, 9))).toBeCloseTo(0.4, 6);
});

test("the golden phantoms' lesions have the contrast that was measured in the reference run's set", () => {
  const pixels = Float32Array.from(Buffer.from(phantoms.lesion, "base64"), (value) => value / 127.5 - 1);
  const contrasts = phantoms.boxes.map((corners, i) =>
    boxContrast(
      pixels.subarray(1024 * i, 1024 * (i + 1)),
      32,
      boxOfCorners(corners as [number, number, number, number]),
    ),
  );
  const mean = contrasts.reduce((total, c) => total + c, 0) / contrasts.length;
  expect(mean).toBeCloseTo(0.23, 1); // 0.230 in 200 others of the same recipe
});
