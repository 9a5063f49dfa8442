import { expect, test } from "vitest";
import { phantom, type Dataset } from "../../../lib/data";
import { freshImages } from "../../../lib/data/split/held-out";

/** Phantoms whose classes come in turn: a third class without a disease of its own. */
function threeClasses({ images, seed }: { images: number; seed: number }): Dataset {
  const dataset = phantom({ images, seed });
  return {
    ...dataset,
    classes: ["normal", "hemorrhage", "other"],
    slices: dataset.slices.map((slice, i) => ({ ...slice, label: i % 3 })),
  };
}

test("fresh images are as many as asked for of each class, of three as of two", async () => {
  const classes = ["normal", "hemorrhage", "other"];
  for (const [generate, names] of [
    [phantom, classes.slice(0, 2)],
    [threeClasses, classes],
  ] as const) {
    const set = { name: "phantom", about: "", generate } as const;
    const fresh = await freshImages(set, { classes: names, size: 16 }, { count: 5, seed: 3 });
    expect(fresh.map((f) => [f.n, f.pixels.length, f.origin])).toEqual(
      names.map(() => [5, 5 * 16 ** 2, "fresh phantoms"]),
    );
  }
});

test("fresh images are of their class", async () => {
  const [normal, hemorrhage] = await freshImages(
    { name: "phantom", about: "", generate: phantom },
    { classes: ["normal", "hemorrhage"], size: 16 },
    { count: 2, seed: 3 },
  );
  const one = await freshImages(
    { name: "phantom", about: "", generate: phantom },
    { classes: ["normal", "hemorrhage"], size: 16 },
    { count: 1, seed: 3 },
  );
  expect(normal?.pixels.slice(0, 256)).toEqual(one[0]?.pixels);
  expect(hemorrhage?.pixels.slice(0, 256)).toEqual(one[1]?.pixels);
  expect(normal?.pixels).not.toEqual(hemorrhage?.pixels);
  expect([normal?.labels, hemorrhage?.labels]).toEqual([
    [0, 0],
    [1, 1],
  ]);
});
