import { expect, test } from "vitest";
import { imageSet } from "../../../lib/data";
import { boxedImages } from "../../../lib/data/boxes/boxed-images";
import { boundingBox } from "../../../lib/data/boxes/bounding-box";
import { meanWithoutBox, measureBoxes } from "../../../lib/quality";

const box = boundingBox(4, 4, 8, 8);
/** n images of 16 x 16 at -1, with `bright(i)` in the box. */
function set(
  n: number,
  bright: (i: number) => number,
  hasBox: (i: number) => boolean = () => true,
  groupOf = (i: number) => `i${i}`,
) {
  const ids = Array.from({ length: n }, (_, i) => `i${i}`);
  const pixels = new Float32Array(n * 256).fill(-1);
  for (let i = 0; i < n; i++)
    for (let y = 4; y < 8; y++) pixels.fill(bright(i), 256 * i + 16 * y + 4, 256 * i + 16 * y + 8);
  const groups = ids.map((_, i) => groupOf(i));
  const images = imageSet("train", { foldId: "f", ids, labels: ids.map(() => 1), groups, size: 16, pixels });
  return boxedImages(
    images,
    ids.map((_, i) => (hasBox(i) ? [box] : [])),
  );
}

test("contrast and shares of images with a box, the others left out", () => {
  const images = set(
    10,
    (i) => (i < 4 ? 1 : 0),
    (i) => i !== 9,
  );
  const { n, contrast, aboveHalf, brightestInside } = measureBoxes(images);
  expect(n).toBe(9);
  expect(contrast.value).toBeCloseTo((4 * 1 + 5 * 0.5) / 9, 6);
  expect(contrast.low).toBeLessThan(contrast.value);
  expect(contrast.high).toBeGreaterThan(contrast.value);
  expect([aboveHalf.value, brightestInside.value]).toEqual([1, 1]);
  expect(measureBoxes(images, { contrast: 1.2 }).aboveHalf).toMatchObject({ successes: 4, n: 9 });
});

test("the contrast of a single image has no interval", () => {
  const { contrast } = measureBoxes(set(1, () => 1));
  expect(contrast).toEqual({ value: expect.closeTo(1, 6) as number });
});

test("images of one patient are drawn together: the interval is of patients, and of one there is none", () => {
  const measured = (groupOf?: (i: number) => string) =>
    measureBoxes(
      set(
        40,
        (i) => (i < 20 ? 1 : 0),
        (i) => i !== 7, // groups are those of the images with a box
        groupOf,
      ),
    ).contrast;
  const width = ({ low, high }: { low?: number; high?: number }): number => high! - low!;
  const [alone, patients] = [measured(), measured((i) => `patient ${Math.floor(i / 8)}`)];
  expect(patients.value).toBe(alone.value);
  expect(width(patients)).toBeGreaterThan(1.5 * width(alone));
  expect(measured(() => "one").low).toBeUndefined();
  expect(measured((i) => `one of four ${Math.floor(i / 10)}`).low).toBeUndefined();
});

test("shares of images are of patients, too", () => {
  const measured = (groupOf?: (i: number) => string) =>
    measureBoxes(
      set(
        40,
        (i) => (Math.floor(i / 8) % 2 === 0 ? 1 : -1),
        () => true,
        groupOf,
      ),
    );
  const [alone, patients] = [measured(), measured((i) => `patient ${Math.floor(i / 8)}`)];
  expect(patients.aboveHalf.value).toBe(alone.aboveHalf.value);
  for (const share of ["aboveHalf", "brightestInside"] as const) {
    const width = (of: typeof alone): number => of[share].high - of[share].low;
    expect(width(patients)).toBeGreaterThan(2 * width(alone));
  }
});

test("a generator that draws nothing, or draws it elsewhere, shows it", () => {
  const nothing = measureBoxes(
    set(8, () => -1),
    { contrast: 0.5 },
  );
  expect([nothing.contrast.value, nothing.aboveHalf.value]).toEqual([0, 0]);
  const elsewhere = set(8, () => 1);
  const moved = { ...elsewhere, boxes: elsewhere.boxes.map(() => [boundingBox(10, 10, 14, 14)]) };
  expect(measureBoxes(moved).brightestInside.value).toBe(0);
  expect(measureBoxes(moved, { contrast: 0.5 }).aboveHalf.value).toBe(0);
});

test("the background is the mean of those without a box", () => {
  const background = meanWithoutBox(
    set(
      4,
      (i) => i / 4,
      (i) => i < 2,
    ),
  )!;
  expect(background[5 * 16 + 5]).toBeCloseTo(2.5 / 4, 6);
  expect(background[0]).toBeCloseTo(-1, 6);
  expect(meanWithoutBox(set(2, () => 1))).toBeUndefined();
});
