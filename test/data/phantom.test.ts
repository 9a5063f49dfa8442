import { expect, test } from "vitest";
import { fingerprint, phantom } from "../../lib/data";
import { phantomImage } from "../../lib/data/phantom";

test("phantom() gives numbered, labelled grey slices, half of them with a bleed", () => {
  const { name, classes, slices, warnings } = phantom({ images: 6, seed: 1 });
  expect([name, classes, warnings]).toEqual(["phantom", ["normal", "hemorrhage"], []]);
  expect(slices.map((s) => s.id)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `phantom-000${i}`));
  expect(slices.map((s) => s.label)).toEqual([0, 1, 0, 1, 0, 1]);
  expect(slices[3]?.source).toBe("phantom slice 3");
  for (const { grey, width, height, channels, mask, box, label } of slices) {
    expect([grey.length, mask?.length, channels]).toEqual([width * height, width * height, 1]);
    expect(box !== undefined).toBe(label === 1);
  }
});

test("phantom() gives the same 20 slices on every machine and engine", () => {
  expect(phantom({ images: 20, seed: 1 }).fingerprint).toBe(
    "3341ede883b31b347bf60aca5b50c35c0855e52034c7a6c691fca9e3bc5939d9",
  );
}, 120_000);

test("phantom() does not depend on the last bit of the engine's sin, cos, exp, log, pow and atan2", () => {
  const expected = phantom({ images: 4, seed: 1 }).fingerprint;
  const { sin, cos, exp, log, pow, atan2 } = Math;
  let turn = 0;
  const off = (x: number): number => x * (1 + (turn++ % 2 === 0 ? 1 : -1) * Number.EPSILON);
  try {
    Object.assign(Math, {
      sin: (x: number) => off(sin(x)),
      cos: (x: number) => off(cos(x)),
      exp: (x: number) => off(exp(x)),
      log: (x: number) => off(log(x)),
      pow: (x: number, y: number) => off(pow(x, y)),
      atan2: (y: number, x: number) => off(atan2(y, x)),
    });
    expect(phantom({ images: 4, seed: 1 }).fingerprint).toBe(expected);
    expect(turn).toBeGreaterThan(10_000);
  } finally {
    Object.assign(Math, { sin, cos, exp, log, pow, atan2 });
  }
});

test("an image depends on its seed and index alone, not on the number of images", () => {
  const all = phantom({ images: 3, seed: 2 }).slices;
  expect([0, 1, 2].map((index) => phantomImage(2, index))).toEqual(all);
  expect(phantom({ images: 1, seed: 2 }).slices).toEqual(all.slice(0, 1));
});

test("phantom() of another seed shares no slice", () => {
  const hashes = [1, 2].flatMap((seed) =>
    phantom({ images: 4, seed }).slices.map((s) => Buffer.from(s.grey).toString("base64")),
  );
  expect(new Set(hashes).size).toBe(8);
});

test.each([
  [{ images: 0, seed: 1 }, "images 0"],
  [{ images: 2.5, seed: 1 }, "images 2.5"],
  [{ images: 2, seed: 0.5 }, "seed 0.5"],
])("phantom() refuses %j", (options, found) => {
  expect(() => phantom(options)).toThrow(RangeError);
  expect(() => phantom(options)).toThrow(found);
});

test("fingerprint() changes with id, label, size, grey values and order, and with nothing else", () => {
  const a = { id: "a", label: 0, width: 2, height: 1, grey: Uint8Array.of(1, 2) } as const;
  const b = { id: "b", label: 1, width: 1, height: 1, grey: Uint8Array.of(3) } as const;
  const changed = [
    [{ ...a, id: "c" }, b],
    [{ ...a, label: 1 as const }, b],
    [{ ...a, width: 1, height: 2 }, b],
    [{ ...a, grey: Uint8Array.of(1, 3) }, b],
    [b, a],
    [a],
  ];
  const all = [[a, b], ...changed].map((slices) => fingerprint(slices));
  expect(new Set(all).size).toBe(changed.length + 1);
  expect(fingerprint([{ ...a, source: "elsewhere" } as typeof a, b])).toBe(all[0]);
});
