import { expect, test } from "vitest";
import { ganSettings, resolveSettings, type Run } from "../../lib/core";
import { diffAugment, ganOptions, gradientPenalty, nonSaturating } from "../../lib/training";
import { leastSquares } from "./own-loss";

const run = (changes: object = {}, more: Partial<Run> = {}) =>
  ({
    settings: resolveSettings("smoke", { ...changes }),
    seed: 7,
    path: (...p: string[]) => p.join("/"),
    ...more,
  }) as Run;

test("ganOptions() takes each number of the GAN's settings under its own name", () => {
  const numbers = Object.entries(ganSettings).filter(([, { kind }]) => kind !== "choice");
  expect(numbers.length).toBeGreaterThan(8);
  for (const [key, { values }] of numbers)
    expect(ganOptions(run(), "a")).toHaveProperty(key.replace("gan.", ""), values[0]);
  expect(ganOptions(run({ "gan.noise": 0.3 }), "a").noise).toBe(0.3);
});

test("ganOptions() turns gan.penalty and gan.augmentation into a weight of 0 and a list", () => {
  expect(ganOptions(run({ "gan.penalty": "none" }), "a").penaltyWeight).toBe(0);
  expect(ganOptions(run(), "a").penaltyWeight).toBe(1);
  expect(ganOptions(run(), "a").augmentation).toBeUndefined();
  expect(ganOptions(run({ "gan.augmentation": "diffaugment" }), "a").augmentation).toEqual(diffAugment);
  expect(ganOptions(run({ "gan.augmentation": "ada" }), "a").augmentation).toBe("adaptive");
});

test("ganOptions() trains by the paper's loss and penalty, or by those it is given", () => {
  expect(ganOptions(run(), "a")).toMatchObject({ loss: nonSaturating, penalty: gradientPenalty });
  const own = ganOptions(run(), "a", { loss: leastSquares });
  expect(own).toMatchObject({ loss: leastSquares, penalty: gradientPenalty });
});

test("ganOptions() names a class's folder with letters that every file system takes, and asks for equal results headless", () => {
  expect(ganOptions(run({}, { headless: true }), "no bleed/1")).toMatchObject({
    seed: 7,
    name: "no bleed/1",
    folder: "models/no-bleed-1",
    allowOptionChanges: false,
  });
  expect(ganOptions(run({}, { headless: false }), "a").allowOptionChanges).toBe(true);
});
