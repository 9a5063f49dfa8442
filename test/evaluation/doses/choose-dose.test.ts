import { describe, expect, test } from "vitest";
import { chooseDose, type DoseTrial } from "../../../lib/evaluation/doses/choose-dose";

/** 20 images of each class. @param right of each class that are recognised */
const trial = (dose: number, right: readonly [number, number]): DoseTrial => ({
  dose,
  images: Array.from({ length: 40 }, (_, i) => ({
    label: i % 2,
    right: Math.floor(i / 2) < right[i % 2]! ? 1 : 0,
  })),
});

describe("chooseDose()", () => {
  // 18 of 20 in each class: 0.9 with a standard error of sqrt(2 * 0.09 / 19) / 2 = 0.0487
  test("takes the smallest dose within one standard error of the best", () => {
    expect(chooseDose([trial(0, [16, 16]), trial(0.5, [17, 18]), trial(2, [18, 18])])).toBe(0.5); // 0.875
    expect(chooseDose([trial(0, [16, 16]), trial(0.5, [17, 17]), trial(2, [18, 18])])).toBe(2); // 0.85: too far
  });

  test("takes none where synthetic images add less than that, and the smaller of equal ones", () => {
    expect(chooseDose([trial(0, [18, 17]), trial(1, [18, 18])])).toBe(0);
    expect(chooseDose([trial(4, [20, 20]), trial(1, [20, 20])])).toBe(1);
  });

  test("does not take a dose at which all was right by chance for one that is sure", () => {
    // 0.9875, one image less, with a standard error of 0 for 40 of 40 that would not be enough
    expect(chooseDose([trial(0, [20, 19]), trial(4, [20, 20])])).toBe(0);
    expect(chooseDose([trial(0, [17, 17]), trial(4, [20, 20])])).toBe(4);
  });

  test("weighs classes alike, however many images they have", () => {
    const uneven = (dose: number, ofZero: number, ofOne: number): DoseTrial => ({
      dose,
      images: Array.from({ length: 110 }, (_, i) => ({
        label: i < 100 ? 0 : 1,
        right: (i < 100 ? i < ofZero : i < 100 + ofOne) ? 1 : 0,
      })),
    });
    expect(chooseDose([uneven(0, 100, 0), uneven(1, 90, 10)])).toBe(1); // accuracy 0.91 each, balanced 0.5 and 0.95
  });

  test("refuses to choose of nothing", () => {
    expect(() => chooseDose([])).toThrow(/no trial, expected one per dose/);
  });
});
