import { expect, test } from "vitest";
import { boundingBox, boxOfCorners } from "../../../lib/data/boxes/bounding-box";
import { isBrightestInside } from "../../../lib/quality/boxes/is-brightest-inside";
import phantoms from "../../golden/phantom128.json";

const box = boundingBox(4, 4, 8, 8);

test("the golden phantoms' lesions are the brightest 3 x 3 of most of their images", () => {
  const pixels = Float32Array.from(Buffer.from(phantoms.lesion, "base64"), (value) => value / 127.5 - 1);
  const all = phantoms.boxes.map((corners, i) =>
    isBrightestInside(pixels.subarray(1024 * i, 1024 * (i + 1)), 32, [
      boxOfCorners(corners as [number, number, number, number]),
    ]),
  );
  expect(all.filter(Boolean).length).toBeGreaterThan(0.8 * 64);
});

test("the brightest 3 x 3 is looked for after the background is subtracted", () => {
  const bright = Float32Array.from({ length: 256 }, (_, i) => {
    const [x, y] = [i % 16, Math.floor(i / 16)];
    return x >= 4 && x < 8 && y >= 4 && y < 8 ? 0.2 : -1;
  });
  const bone = new Float32Array(256).fill(0);
  for (let y = 12; y < 15; y++) bone.fill(1.9, 16 * y + 12, 16 * y + 15);
  const both = bright.map((value, i) => value + bone[i]!);
  expect(isBrightestInside(bright, 16, [box])).toBe(true);
  expect(isBrightestInside(both, 16, [box])).toBe(false);
  expect(isBrightestInside(both, 16, [box], bone)).toBe(true);
  expect(isBrightestInside(bright, 16, [])).toBe(false);
  expect(isBrightestInside(bright, 16, [boundingBox(0, 0, 3, 3), box])).toBe(true);
});
