import fc from "fast-check";
import { expect, test } from "vitest";
import { groupedFolds, type Label } from "../../../lib/data";

const groupsIn = (indices: readonly number[], groups: readonly string[]): Set<string> =>
  new Set(indices.map((p) => groups[p] ?? ""));

test("groupedFolds() tests each image once a repeat, keeps groups whole, and has both classes in every part", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 4 })), {
        minLength: 30,
        maxLength: 60,
      }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 1, max: 1000 }),
      (patients, folds, seed) => {
        fc.pre([0, 1].every((label) => patients.filter(([l]) => l === label).length >= 10));
        const labels = patients.flatMap(([label, images]) => new Array<Label>(images).fill(label as Label));
        const groups = patients.flatMap(([, images], p) => new Array<string>(images).fill(`patient ${p}`));
        const parts = groupedFolds(labels, groups, { folds, repeats: 2, seed });
        expect(parts).toHaveLength(2 * folds);
        for (const repeat of [0, 1]) {
          const tested = parts.filter((f) => f.repeat === repeat).flatMap((f) => f.test);
          expect(tested.sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        }
        for (const { train, validation, test } of parts) {
          expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
          const [a, b, c] = [train, validation, test].map((p) => groupsIn(p, groups));
          for (const [x, y] of [
            [a, b],
            [a, c],
            [b, c],
          ])
            expect([...(x ?? [])].filter((g) => y?.has(g))).toEqual([]);
          for (const part of [train, validation, test])
            expect(new Set(part.map((p) => labels[p])).size).toBe(2);
        }
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test("groupedFolds() shares single images of two classes out evenly, and differs between repeats and seeds", () => {
  const labels = Array.from({ length: 200 }, (_, i): Label => (i % 2 ? 1 : 0));
  const names = labels.map((_, i) => `i${i}`);
  const folds = groupedFolds(labels, names, { folds: 5, repeats: 2, seed: 1 });
  for (const { train, validation, test } of folds) {
    expect([train.length, validation.length, test.length]).toEqual([128, 32, 40]);
    expect(test.filter((p) => labels[p] === 1)).toHaveLength(20);
  }
  expect(folds[0]?.test).not.toEqual(folds[5]?.test);
  expect(groupedFolds(labels, names, { folds: 5, repeats: 2, seed: 1 })).toEqual(folds);
  expect(groupedFolds(labels, names, { folds: 5, repeats: 2, seed: 2 })).not.toEqual(folds);
});

test("groupedFolds() refuses fewer groups of a class than folds, and says what would work", () => {
  const labels = Array.from({ length: 40 }, (_, i): Label => (i < 20 ? 0 : 1));
  const groups = labels.map((l, i) => (l ? `positive ${i % 4}` : `negative ${i}`));
  expect(() => groupedFolds(labels, groups, { folds: 5, repeats: 1, seed: 1 })).toThrow(
    "Cannot divide the images into 5 folds: 20 and 4 groups of the two classes, expected at least 5 groups of each, so that no part lacks a class. Give --set study.folds=4, or add images of other patients.",
  );
  const two = labels.map((l, i) => (l ? `positive ${i % 2}` : `negative ${i}`));
  expect(() => groupedFolds(labels, two, { folds: 2, repeats: 1, seed: 1 })).toThrow(
    /with fewer than three groups of a class nothing can be tested/,
  );
});

test("groupedFolds() tests each of three classes in each fold", () => {
  const labels = Array.from({ length: 60 }, (_, i) => i % 3);
  const groups = labels.map((_, i) => `g${Math.floor(i / 6)}`);
  for (const { test: tested, train, validation } of groupedFolds(labels, groups, {
    folds: 5,
    repeats: 2,
    seed: 1,
  }))
    for (const indices of [tested, train, validation])
      expect(new Set(indices.map((i) => labels[i])).size).toBe(3);
});
