import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { blurAndDarken } from "../../../lib/data/blur-and-darken";
import { changeAtBorder } from "../../../lib/quality/refinement/change-per-image";
import { edgeEnergy } from "../../../lib/quality/refinement/edge-energy";
import { judgeRefinement } from "../../../lib/quality/refinement/judge-refinement";

const size = 8;
/** Bright bars at random places on black. */
function bars(n: number, name: string): Float32Array {
  const random = stream(1, name);
  const places = Array.from({ length: n }, () => 1 + random.integer(size - 3));
  return Float32Array.from({ length: n * size * size }, (_, at) => {
    const bar = places[Math.floor(at / (size * size))]!;
    return at % size === bar || at % size === bar + 1 ? 0.8 : -1;
  });
}

test("edgeEnergy() is the mean difference of neighbours: a checkerboard has 2, an even image 0", () => {
  const board = Float32Array.from({ length: 64 }, (_, at) =>
    ((at % 8) + Math.floor(at / 8)) % 2 === 0 ? 1 : -1,
  );
  expect(edgeEnergy({ pixels: board, size })).toBe(2);
  expect(edgeEnergy({ pixels: new Float32Array(128), size })).toBe(0);
});

test("changeAtBorder() tells a frame from a change everywhere", () => {
  const before = { pixels: new Float32Array(64), size };
  const frame = before.pixels.map((_, at) => (at % 8 === 0 ? -1 : 0));
  expect(changeAtBorder(before, { pixels: frame, size }, 1)).toEqual({ ring: 8 / 28, interior: 0 });
  const all = before.pixels.map(() => 0.5);
  expect(changeAtBorder(before, { pixels: all, size })).toEqual({ ring: 0.5, interior: 0.5 });
});

test("images that become real close the gap, images that stay close none, and too sharp ones are told by more than 1", () => {
  const real = { pixels: bars(60, "real"), size };
  const clean = { pixels: bars(60, "other"), size };
  const dull = { pixels: blurAndDarken(clean.pixels, size, { sigma: 0.8, gamma: 1.3 }), size };
  const cured = judgeRefinement(dull, clean, real);
  expect(cured.kidFall).toBeGreaterThan(0.8);
  expect(cured.edgeGapClosed).toBeCloseTo(1, 0);
  expect(cured.after.c2st!.accuracy).toBeLessThan(cured.before.c2st!.accuracy);
  const same = judgeRefinement(dull, dull, real);
  expect(same.kidFall).toBeCloseTo(0, 9);
  expect(same.edgeGapClosed).toBe(0);
  expect(same.change).toBe(0);
  const sharp = { pixels: clean.pixels.map((x) => (x > 0 ? 1 : -1)), size };
  expect(judgeRefinement(dull, sharp, real).edgeGapClosed).toBeGreaterThan(1);
});

test("where images were as near as real ones before, no share of KID can go: it is undefined, not a number of any sign", () => {
  const real = { pixels: bars(60, "real"), size };
  const same = { pixels: real.pixels.slice(), size };
  const judged = judgeRefinement(same, { pixels: bars(60, "other"), size }, real);
  expect(judged.before.kid.value).toBeLessThan(0);
  expect(judged.kidFall).toBeUndefined();
});

test("C2ST divides the real images by patient, and is left out where they are of one", () => {
  const [one, real] = [bars(24, "one"), bars(24, "real")].map((pixels) => ({ pixels, size }));
  const c2stOf = (groups?: readonly string[]) => judgeRefinement(one!, one!, real!, { groups }).after.c2st;
  const uneven = Array.from({ length: 24 }, (_, i) => (i < 20 ? "many" : "few"));
  expect(c2stOf()!.n).toBe(24);
  expect(c2stOf(uneven)!.n).toBeLessThan(24);
  expect(c2stOf(uneven.map(() => "one"))).toBeUndefined();
});
