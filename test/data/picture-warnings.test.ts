import { expect, test } from "vitest";
import type { Slice } from "../../lib/data";
import { pictureWarnings } from "../../lib/data/picture-warnings";

const picture = (source: string, value: (i: number) => number): Slice => ({
  id: source,
  label: 0,
  source,
  width: 10,
  height: 10,
  channels: 1,
  grey: Uint8Array.from({ length: 100 }, (_, i) => value(i)),
});

const wordsOf = (slices: readonly Slice[]): string[] =>
  pictureWarnings(slices).map(({ value, how }) => `${value} ${how}`);

test("pictureWarnings() names each kind of picture that shows little, and no other", () => {
  expect(
    wordsOf([
      picture("plain", (i) => 2 * i),
      picture("flat", (i) => 100 + (i % 15)),
      picture("constant", () => 0),
      picture("mask", (i) => (i % 3 ? 0 : 255)),
      picture("window", (i) => (i < 40 ? 0 : Math.min(255, (i - 40) * 20))),
    ]),
  ).toEqual([
    expect.stringMatching(/^2 images have almost no contrast .*: flat, constant$/),
    expect.stringMatching(/^1 images have at most 4 levels of grey.*: mask$/),
    expect.stringMatching(/^1 images are white in more than half of what is not black.*: window$/),
  ]);
});

test("pictureWarnings() says nothing of a skull in a brain's window, and of a picture on black", () => {
  const skull = picture("skull", (i) => (i < 30 ? 0 : i < 50 ? 255 : i + 20));
  const small = picture("small", (i) => (i < 90 ? 0 : i));
  expect(pictureWarnings([skull, small])).toEqual([]);
});
