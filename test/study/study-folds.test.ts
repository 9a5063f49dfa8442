import { describe, expect, test } from "vitest";
import { InputError, range } from "../../lib/core";
import type { Groups, Label } from "../../lib/data";
import { findShortage } from "../../lib/data/split/find-shortage";
import { studyFolds } from "../../lib/study/study-folds";

const classes = ["normal", "tumor"];

/** Patients with an image or more each: the numbers of images of each patient, class by class. */
function patients(...ofClass: readonly (readonly number[])[]): { labels: Label[]; groups: Groups } {
  const all = ofClass.flatMap((sizes, label) =>
    sizes.flatMap((n, p) => range(n).map(() => ({ label, name: `${label}-${p}` }))),
  );
  const names = all.map((image) => image.name);
  const groups: Groups = { names, origin: "given", count: new Set(names).size };
  return { labels: all.map((image) => image.label), groups };
}

const each = (groups: number, images: number): number[] => range(groups).map(() => images);

describe("studyFolds()", () => {
  test.each([
    { set: "ten images each", made: patients(each(10, 1), each(10, 1)), folds: 5 },
    { set: "ten and 150 images", made: patients(each(10, 1), each(150, 1)), folds: 5 },
    { set: "four patients each in four folds", made: patients(each(4, 3), each(4, 5)), folds: 4 },
    { set: "five patients each, one large", made: patients([40, 1, 1, 1, 1], each(5, 8)), folds: 5 },
    { set: "three classes of ten", made: patients(each(10, 1), each(10, 1), each(10, 1)), folds: 5 },
    { set: "six patients each in two folds", made: patients(each(6, 2), each(6, 2)), folds: 2 },
  ])("divides $set so that every stage can be finished", ({ made: { labels, groups }, folds }) => {
    const names = [...classes, "other"].slice(0, Math.max(...labels) + 1);
    for (const seed of range(20)) {
      const made = studyFolds(labels, groups, { folds, repeats: 2, seed }, names);
      expect(made).toHaveLength(2 * folds);
      const divided = { labels, groups: groups.names, classes: names };
      expect(made.map((fold) => findShortage(fold, divided, "study"))).toEqual(made.map(() => undefined));
      for (const { train, validation, test: tested } of made) {
        const parts = [train, validation, tested].map((part) => new Set(part.map((i) => groups.names[i])));
        const all = parts.flatMap((part) => [...part]);
        expect(new Set(all).size).toBe(all.length);
        expect([...train, ...validation, ...tested].sort((a, b) => a - b)).toEqual(range(labels.length));
      }
    }
  });

  test.each([
    {
      set: "more folds than patients",
      made: patients(each(4, 3), each(20, 1)),
      folds: 5,
      message: /4 of normal and 20 of tumor.*Give --set study\.folds=4, or add images of other patients\.$/,
    },
    {
      set: "two folds, which leave too few patients to train",
      made: patients(each(4, 3), each(4, 3)),
      folds: 2,
      message: /Give --set study\.folds=4, or add/,
    },
    {
      set: "ten images in three patients per class",
      made: patients([4, 3, 3], [4, 3, 3]),
      folds: 5,
      message:
        /at least 4 groups of each class; or give --set data\.grouping=none, which tears patients apart/,
    },
    {
      set: "one patient per class",
      made: patients([12], [12]),
      folds: 5,
      message: /the groups \(given\) are 1 of normal and 1 of tumor.*data\.grouping=none/,
    },
  ])("refuses $set in one line, with what would work", ({ made: { labels, groups }, folds, message }) => {
    const divide = (n: number, of = groups) =>
      studyFolds(labels, of, { folds: n, repeats: 1, seed: 1 }, classes);
    expect(() => divide(folds)).toThrow(InputError);
    expect(() => divide(folds)).toThrow(message);
    const found = /study\.folds=(\d+)/.exec(messageOf(() => divide(folds)))?.[1];
    if (found !== undefined) expect(divide(Number(found))).toHaveLength(Number(found));
    else {
      const alone: Groups = { names: labels.map((_, i) => `${i}`), origin: "none", count: labels.length };
      expect(divide(folds, alone)).toHaveLength(folds);
    }
  });

  test("advises named groups where only guessed ones are too few", () => {
    const { labels, groups } = patients([5, 5], [5, 5]);
    const guessed: Groups = { ...groups, origin: "guessed" };
    expect(() => studyFolds(labels, guessed, { folds: 5, repeats: 1, seed: 1 }, classes)).toThrow(
      /or give --set data\.grouping=named, if what looks like one scan is not\.$/,
    );
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}
