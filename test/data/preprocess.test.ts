import fc from "fast-check";
import { expect, test } from "vitest";
import { preprocess, square, type Dataset } from "../../lib/data";
import { datasetOf } from "./made-dataset";

const grey = (width: number, values: readonly number[]) => ({
  width,
  height: values.length / width,
  grey: Uint8Array.from(values),
});

test("square() averages equal areas and rounds half up", () => {
  expect([...square(grey(4, [0, 1, 10, 20, 1, 0, 30, 40, 5, 5, 0, 0, 5, 5, 0, 255]), 2)]).toEqual([
    1, 25, 5, 64,
  ]);
});

test("square() shares a pixel that lies across a border by area", () => {
  // 3 -> 2: [a + b/2, b/2 + c] / 1.5 in each direction
  expect([...square(grey(3, [90, 0, 0, 0, 0, 0, 0, 0, 180]), 2)]).toEqual([40, 0, 0, 80]);
  expect([...square(grey(3, [0, 0, 0, 0, 90, 0, 0, 0, 0]), 2)]).toEqual([10, 10, 10, 10]);
});

test("square() pads with zeros around the middle, an odd line at the right or bottom", () => {
  expect([...square(grey(2, [7, 7, 7, 7, 7, 7, 7, 7]), 4)]).toEqual([
    0, 7, 7, 0, 0, 7, 7, 0, 0, 7, 7, 0, 0, 7, 7, 0,
  ]);
  expect([...square(grey(3, [9, 9, 9, 9, 9, 9]), 3)]).toEqual([9, 9, 9, 9, 9, 9, 0, 0, 0]);
});

test("square() leaves an image of the right size alone, and enlarges by repeating", () => {
  expect([...square(grey(2, [1, 2, 3, 4]), 2)]).toEqual([1, 2, 3, 4]);
  expect([...square(grey(2, [1, 2, 3, 4]), 4)]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
});

test("square() keeps the mean of the padded image", () => {
  const image = fc.tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 9 }),
  );
  fc.assert(
    fc.property(image, ([width, height, size]) => {
      const values = Array.from({ length: width * height }, (_, i) => (i * 97) % 256);
      const mean = (v: ArrayLike<number>): number => Array.from(v).reduce((a, b) => a + b, 0);
      const out = square(grey(width, values), size);
      const padded = mean(values) / Math.max(width, height) ** 2;
      expect(Math.abs(mean(out) / size ** 2 - padded)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test("square() turns with its image where nothing is padded", () => {
  const values = Array.from({ length: 49 }, (_, i) => (i * 53) % 256);
  const mirrored = values.map((_, i) => values[Math.floor(i / 7) * 7 + 6 - (i % 7)] ?? 0);
  const out = [...square(grey(7, values), 3)];
  expect([...square(grey(7, mirrored), 3)]).toEqual(
    out.map((_, i) => out[Math.floor(i / 3) * 3 + 2 - (i % 3)]),
  );
});

const two: Dataset = datasetOf([
  { ...grey(2, [0, 255, 128, 1]), label: 0 },
  { ...grey(4, [255, 255, 255, 255]), label: 1, channels: 3 },
]);

test("preprocess() brings bytes to [-1, 1]: 0 is -1, 255 is 1, steps of 2/255", async () => {
  const { pixels } = await preprocess(two, { size: 2 });
  expect([...pixels.slice(0, 4)]).toEqual([-1, 1, Math.fround(1 / 255), Math.fround(-253 / 255)]);
});

test("preprocess() looks at each image alone: another neighbour changes nothing", async () => {
  const alone = await preprocess(datasetOf(two.slices.slice(0, 1)), { size: 4 });
  const both = await preprocess(two, { size: 4 });
  expect(both.pixels.slice(0, 16)).toEqual(alone.pixels);
  expect(both.fingerprint).not.toBe(alone.fingerprint);
  expect((await preprocess(two, { size: 4 })).fingerprint).toBe(both.fingerprint);
});

test("preprocess() says each step, and what became of the paper's centre crop", async () => {
  const { steps } = await preprocess(two, { size: 2 });
  expect(steps.join(" ")).toContain("1 of 2 files are in colour");
  expect(steps.join(" ")).toContain("1 of 2 slices are not square");
  expect(steps.join(" ")).toContain("Averaged over 2 x 2 equal areas");
  expect(steps.at(-1)).toMatch(/Not done: .*240x240.* 0 of 2 slices/);
});

test("preprocess() refuses a size that is no whole number", async () => {
  await expect(preprocess(two, { size: 0.5 })).rejects.toThrow(RangeError);
});
