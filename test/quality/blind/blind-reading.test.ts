import { describe, expect, test } from "vitest";
import { blindReading, type BlindClass } from "../../../lib/quality/blind/blind-reading";

/** n images of 2 x 2 pixels whose first pixel tells which they are. */
const images = (n: number, first: number) => ({
  size: 2,
  pixels: Float32Array.from({ length: 4 * n }, (_, i) => first + (i >> 2) / 1000),
});
const classes: BlindClass[] = [
  { name: "normal", heldOut: images(30, 0.1), samples: images(50, 0.3) },
  { name: "hemorrhage", heldOut: images(30, 0.5), samples: images(50, 0.7) },
];

describe("a blind reading", () => {
  test("shows as many of each kind and class, each image once, and the key says which is which", () => {
    const { key, images: shown } = blindReading(classes, { n: 20, seed: 1 });
    expect(key).toHaveLength(40);
    for (const kind of ["real", "synthetic"])
      for (const name of ["normal", "hemorrhage"])
        expect(key.filter((k) => k.kind === kind && k.class === name)).toHaveLength(10);
    expect(new Set(key.map((k) => JSON.stringify(k))).size).toBe(40);
    key.forEach(({ kind, class: name, index }, i) => {
      const from = classes.find((c) => c.name === name)![kind === "real" ? "heldOut" : "samples"];
      expect(shown.pixels.subarray(4 * i, 4 * i + 4)).toEqual(from.pixels.subarray(4 * index, 4 * index + 4));
    });
  });

  test("depends on the seed alone, and its name on the images and their order", () => {
    const [first, again, other] = [1, 1, 2].map((seed) => blindReading(classes, { seed }));
    expect(again).toEqual(first);
    expect(other!.set).not.toBe(first!.set);
    expect(other!.key).not.toEqual(first!.key);
  });

  test("the order gives nothing away: the first half holds real images as often as the second", () => {
    const inFirstHalf = Array.from({ length: 200 }, (_, seed) => {
      const { key } = blindReading(classes, { n: 20, seed });
      return key.slice(0, 20).filter(({ kind }) => kind === "real").length;
    });
    const mean = inFirstHalf.reduce((a, b) => a + b) / 200;
    expect(Math.abs(mean - 10)).toBeLessThan(0.45); // 4 standard errors of a hypergeometric draw
  });

  test("takes fewer where a class has fewer, and refuses a class without", () => {
    const few = [{ ...classes[0]!, heldOut: images(3, 0) }, classes[1]!];
    expect(blindReading(few, { n: 20, seed: 1 }).key).toHaveLength(12);
    expect(() => blindReading([{ ...classes[0]!, samples: images(0, 0) }], { seed: 1 })).toThrow(
      "Cannot prepare a blind reading: a class without real or without synthetic images, expected at least one of each.",
    );
    expect(() => blindReading([], { seed: 1 })).toThrow("Cannot prepare a blind reading");
  });
});
