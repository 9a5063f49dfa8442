import { expect, test } from "vitest";
import { randomImages, square } from "../../lib/data";
import { datasetOf } from "./made-dataset";

const slices = Array.from({ length: 30 }, (_, i) => ({
  width: 6,
  height: i % 2 ? 6 : 3,
  label: i < 5 ? 0 : 1,
  grey: Uint8Array.from({ length: i % 2 ? 36 : 18 }, (_, k) => (i * 7 + k) % 256),
}));
const dataset = datasetOf(slices);

test("randomImages() draws images of each class, all of a small one, none twice, and says how many there are", () => {
  const { classes } = randomImages(dataset, { seed: 1 });
  expect(classes.map(({ name, isPositive, count }) => [name, isPositive, count])).toEqual([
    ["normal", false, 5],
    ["hemorrhage", true, 25],
  ]);
  const [few, many] = classes.map(({ ids }) => ids);
  expect(few).toEqual(["i0", "i1", "i2", "i3", "i4"]);
  expect(new Set(many).size).toBe(8);
  expect(many!.every((id) => Number(id.slice(1)) >= 5)).toBe(true);
});

test("randomImages() draws the same images for the same seed, others for another", () => {
  const drawn = (seed: number) => randomImages(dataset, { seed }).classes[1]!.ids;
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(2)).not.toEqual(drawn(1));
});

test("randomImages() shows grey levels as they were read, padded to a square", () => {
  const { pixels, size, classes } = randomImages(dataset, { seed: 1, each: 3, size: 12 });
  classes
    .flatMap(({ ids }) => ids)
    .forEach((id, i) => {
      const grey = [...pixels.subarray(i * size * size, (i + 1) * size * size)].map((v) => (v + 1) * 127.5);
      const wanted = [
        ...square(
          dataset.slices.find((slice) => slice.id === id)!,
          size,
        ),
      ];
      grey.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 3));
    });
});
