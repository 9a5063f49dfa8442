import { describe, expect, it } from "vitest";
import { motions, moveImage, writeTemplates } from "../../../lib/quality/memorisation/move-image";

const image = Float32Array.from({ length: 9 }, (_, k) => k + 1);

describe("moveImage()", () => {
  it("moveImage() flips from left to right and shifts zeros in", () => {
    expect([...moveImage(image, 3, { isFlipped: true })]).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7]);
    expect([...moveImage(image, 3, { right: 1 })]).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
    expect([...moveImage(image, 3, { right: -1, down: 2 })]).toEqual([0, 0, 0, 0, 0, 0, 2, 3, 0]);
  });

  it("moveImage() turns counter-clockwise about the centre, and flips before it turns", () => {
    const expected = [3, 6, 9, 2, 5, 8, 1, 4, 7];
    [...moveImage(image, 3, { turn: 90 })].forEach((v, k) => expect(v).toBeCloseTo(expected[k]!, 5));
    const flippedFirst = moveImage(moveImage(image, 3, { isFlipped: true }), 3, { turn: 90 });
    expect(moveImage(image, 3, { isFlipped: true, turn: 90 })).toEqual(flippedFirst);
  });

  it("moveImage() interpolates between four pixels, and what comes from outside is 0", () => {
    const turned = moveImage(image, 3, { turn: 45 });
    expect(turned[4]).toBeCloseTo(5, 6);
    expect(turned[0]).toBe(0);
    const across = Math.SQRT1_2; // of the way from the centre to the corner below the upper edge
    const left = 5 + (4 - 5) * across;
    expect(turned[3]).toBeCloseTo(left + (1 - 4) * across, 5);
  });

  it("writeTemplates() is every motion once, each as moveImage() has it", () => {
    const big = Float32Array.from({ length: 64 }, (_, k) => (k * 37) % 11);
    const all = new Float32Array(250 * 64).fill(NaN);
    writeTemplates(big, 8, all);
    expect(new Set(motions.map((m) => JSON.stringify(m))).size).toBe(250);
    motions.forEach((motion, k) =>
      expect(all.slice(k * 64, (k + 1) * 64)).toEqual(moveImage(big, 8, motion)),
    );
  });
});
