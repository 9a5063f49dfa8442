import { expect, test } from "vitest";
import { restoreStream, stream } from "../../lib/core";

test("stream() of the same seed and name gives the same numbers, of another name others", () => {
  const draw = (...name: string[]) => Array.from(stream(7, ...name).uniforms(5));
  expect(draw("a", "b")).toEqual(draw("a", "b"));
  expect(draw("a", "b")).not.toEqual(draw("ab"));
  expect(draw("a", "b")).not.toEqual(draw("b", "a"));
});

test("stream() numbers are pinned, so that another machine or version cannot change results in silence", () => {
  const random = stream(1, "pin");
  expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toMatchInlineSnapshot(`
    [
      426,
      176,
      374,
    ]
  `);
  expect(random.normal().toFixed(9)).toMatchInlineSnapshot(`"1.440548136"`);
});

test("restoreStream() continues where state() was taken", () => {
  const random = stream(1, "a");
  random.normal();
  const copy = restoreStream(random.state());
  expect([copy.next(), copy.normal()]).toEqual([random.next(), random.normal()]);
});

test("normals() have mean 0 and standard deviation 1", () => {
  const values = stream(1, "moments").normals(20000);
  const mean = values.reduce((a, b) => a + b) / values.length;
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(sd - 1)).toBeLessThan(0.02);
});

test("shuffle() keeps every item and leaves its argument alone", () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = stream(3, "x").shuffle(items);
  expect([...shuffled].sort()).toEqual(items);
  expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(shuffled).not.toEqual(items);
});
