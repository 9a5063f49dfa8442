import { describe, expect, test } from "vitest";
import { imageSet } from "../../lib/data";
import { arms, paperArms } from "../../lib/evaluation/arms";
import { findArm } from "../../lib/evaluation/arms-of-study";

const images = (role: "train" | "synthetic", n: number) =>
  imageSet(role, {
    foldId: "f",
    size: 1,
    ids: Array.from({ length: n }, (_, i) => `${role} ${i}`),
    labels: Array.from({ length: n }, (_, i) => i % 2),
    seen: role === "synthetic" ? [] : undefined,
    pixels: new Float32Array(n),
  });
const real = imageSet("train", images("train", 6));
const numberOf = (name: string, synthetic: number): number => {
  const made = imageSet("synthetic", images("synthetic", synthetic));
  return findArm(name).images({ real, synthetic: made, syntheticCount: synthetic }).ids.length;
};

describe("arms", () => {
  test("add what their names say", () => {
    const numbers = Object.fromEntries(arms.map(({ name }) => [name, numberOf(name, 4)]));
    expect(numbers).toMatchObject({
      original: 6,
      synthetic: 4,
      "original+synthetic": 10,
      "original+classical": 6,
      "original+classical+synthetic": 10,
      oversampled: 10,
      "original+synthetic-kept": 10,
    });
  });

  test.each([...arms])(
    "$name says truly whether the number of synthetic images matters",
    ({ name, usesSyntheticCount }) => {
      expect(numberOf(name, 4) !== numberOf(name, 8)).toBe(usesSyntheticCount);
    },
  );

  test.each(arms.filter((a) => a.needs !== "none"))("$name refuses to do without synthetic images", (arm) => {
    expect(() => arm.images({ real, syntheticCount: 4 })).toThrow("no synthetic images");
  });

  test("the paper's are three", () => {
    expect(paperArms.map((a) => a.name)).toEqual(["original", "synthetic", "original+synthetic"]);
  });
});
