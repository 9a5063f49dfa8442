import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { latentsAround } from "../../lib/inversion";

const z = stream(1, "z").normals(200 * 10);

test("a spread of 0 gives the latents, 1 fresh ones, and at any spread they stay standard normal", () => {
  const around = (spread: number) => latentsAround(z, 10, stream(2, "around"), { spread, count: 5 });
  expect([...around(0).subarray(0, 20)]).toEqual([...z.subarray(0, 10), ...z.subarray(0, 10)]);
  for (const spread of [0, 0.3, 0.8, 1]) {
    const drawn = around(spread);
    expect(drawn).toHaveLength(200 * 5 * 10);
    const square = drawn.reduce((sum, v) => sum + v * v, 0) / drawn.length;
    expect(Math.abs(square - 1)).toBeLessThan(0.13);
    const product = drawn.reduce((sum, v, k) => sum + v * z[Math.floor(k / 50) * 10 + (k % 10)]!, 0);
    expect(product / drawn.length).toBeCloseTo(Math.sqrt(1 - spread ** 2), 1); // correlation with its origin
  }
});

test("refuses a spread that is none", () => {
  expect(() => latentsAround(z, 10, stream(1, "x"), { spread: 1.5 })).toThrow(
    "Cannot draw latents around others: a spread of 1.5, expected 0 to 1. Set inversion.spread.",
  );
});
