import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  openSplit,
  partCounts,
  saveSplit,
  split,
  splitSentence,
  type Groups,
  type Preprocessed,
} from "../../../lib/data";
import { groupedPartIndices, partIndices, partSizes } from "../../../lib/data/split/split";
import { openTest } from "../../../lib/data/split/test-seal";
import { madeSet } from "../made-dataset";
import { temporary as run } from "../made-folder";

const classes = ["normal", "hemorrhage"];
const groupsOfNames = (names: readonly string[], origin: Groups["origin"] = "given"): Groups => ({
  names,
  origin,
  count: new Set(names).size,
});
const patients = (labels: readonly number[], images: number): string[] =>
  labels.map((label, i) => `patient ${label}-${Math.floor(i / images)}`);
const halves = (n: number): number[] => Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1));

describe("groupedPartIndices()", () => {
  test("keeps groups of any sizes whole, and each class in each part", () => {
    const group = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 12 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(group, { minLength: 12, maxLength: 40 }), fc.integer(), (made, seed) => {
        // a mixed group has its last image of the other class
        const labels = made.flatMap(([label, n, isMixed]) =>
          Array.from({ length: n }, (_, i) => (isMixed && i === n - 1 ? 1 - label : label)),
        );
        const names = made.flatMap(([, n], g) => new Array<string>(n).fill(`g${g}`));
        const ofClass = (c: number): number[] => labels.flatMap((l, i) => (l === c ? [i] : []));
        fc.pre(
          [0, 1].every((c) => ofClass(c).length >= 10 && new Set(ofClass(c).map((i) => names[i])).size >= 3),
        );
        const parts = Object.values(groupedPartIndices(labels, groupsOfNames(names), { seed, classes }));
        expect(parts.flat().sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        expect(new Set(parts.flatMap((part) => [...new Set(part.map((i) => names[i]))])).size).toBe(
          parts.reduce((n, part) => n + new Set(part.map((i) => names[i])).size, 0),
        );
        for (const part of parts) expect(new Set(part.map((i) => labels[i])).size).toBe(2);
      }),
    );
  });

  // the least relative squared deviation from 72/17/11 per class that multiples of a patient's images have
  test.each([
    [4, [72, 16, 12]],
    [5, [75, 15, 10]],
    [10, [70, 20, 10]],
    [20, [60, 20, 20]],
  ])(
    "divides 200 images of patients of %i as near to 144/34/22 as whole patients allow",
    (size, expected) => {
      const labels = halves(200);
      const groups = groupsOfNames(patients(labels, size));
      for (const seed of [1, 2, 3]) {
        const { train, validation, test: tested } = groupedPartIndices(labels, groups, { seed, classes });
        for (const c of [0, 1])
          expect(
            [train, validation, tested].map((part) => part.filter((i) => labels[i] === c).length),
          ).toEqual(expected);
      }
    },
  );

  test("is today's split where each group is one image, and where nothing is kept together", async () => {
    const labels = halves(60);
    const alone = groupsOfNames(labels.map((_, i) => String(i)));
    expect(groupedPartIndices(labels, alone, { seed: 4, classes })).toEqual(partIndices(labels, 4));
    const pre = await madeSet(20, 20);
    const none = groupsOfNames(new Array<string>(40).fill("one"), "none");
    const [plain, kept] = [undefined, none].map((groups) =>
      split(pre, { seed: 1, folder: run(), ...(groups && { groups }) }),
    );
    expect([kept?.foldId, kept?.train, kept?.grouping]).toEqual([plain?.foldId, plain?.train, undefined]);
  });

  test("gives the same for the same seed only, whatever the groups are called", () => {
    const labels = halves(120);
    const names = patients(labels, 3);
    const at = (seed: number, by = names): number[][] =>
      Object.values(groupedPartIndices(labels, groupsOfNames(by), { seed, classes }));
    expect(at(1)).toEqual(
      at(
        1,
        names.map((name) => [...name].reverse().join("")),
      ),
    );
    expect(at(1)).not.toEqual(at(2));
  });

  test("divides three classes of which most patients have several", () => {
    const labels = Array.from({ length: 90 }, (_, i) => i % 3);
    const names = labels.map((_, i) => `g${Math.floor(i / 6)}`);
    const parts = groupedPartIndices(labels, groupsOfNames(names), { seed: 1, classes: ["a", "b", "c"] });
    for (const part of Object.values(parts)) expect(new Set(part.map((i) => labels[i])).size).toBe(3);
  });

  test("keeps a patient of half of all images whole, and each class in each part", () => {
    const labels = halves(200);
    const names = labels.map((label, i) => (i % 2 ? "giant" : `p${label}-${i % 20}`));
    for (const seed of [1, 2, 3]) {
      const parts = Object.values(groupedPartIndices(labels, groupsOfNames(names), { seed, classes }));
      expect(parts.filter((part) => part.some((i) => names[i] === "giant"))).toHaveLength(1);
      for (const part of parts) expect(new Set(part.map((i) => labels[i])).size).toBe(2);
      expect(parts.map((part) => part.length)).toEqual([150, 30, 20]); // multiples of 5 per class, nearest to 72, 17 and 11
    }
  });

  test("refuses classes of too few groups, names them, and says what would work", () => {
    const labels = halves(40);
    const names = labels.map((l, i) => (l ? `p${i % 2}` : `n${i}`));
    const dividing = (origin: Groups["origin"]) => () =>
      groupedPartIndices(labels, groupsOfNames(names, origin), { seed: 1, classes });
    expect(dividing("given")).toThrow(
      "Cannot split the data set: 20 of normal and 2 of hemorrhage are the patients or other named groups, expected at least 3 of each class, so that training, validation and test each get one. Add images of other patients, or give --set data.grouping=none, which tears patients apart: results are then too good.",
    );
    expect(dividing("guessed")).toThrow(
      /groups that look like one scan.*or give --set data\.grouping=named\./,
    );
  });
});

describe("split() of groups", () => {
  const grouped = async (): Promise<[Preprocessed, Groups]> => {
    const pre = await madeSet(60, 60);
    return [
      pre,
      groupsOfNames(
        patients(
          pre.dataset.slices.map((s) => s.label),
          5,
        ),
      ),
    ];
  };

  test("is written, with who belongs to whom in every part, and read back", async () => {
    const [pre, groups] = await grouped();
    const folder = run();
    const made = split(pre, { seed: 1, folder, groups });
    saveSplit(folder, pre, made);
    const { dataset: _, ...opened } = openSplit(folder);
    expect(opened).toEqual(made);
    expect(opened.grouping).toEqual({ origin: "given", count: 24 });
    const sets = [opened.train, opened.validation, openTest(opened.test)].map((part) => new Set(part.groups));
    expect(sets.reduce((n, set) => n + set.size, 0)).toBe(24);
  });

  test("says what it kept together and what it aimed at, and what it tore apart", async () => {
    const [pre, groups] = await grouped();
    const made = split(pre, { seed: 1, folder: run(), groups });
    const sizes = partCounts(pre, made).map((row) => row["images"]);
    expect(partSizes([60, 60])).toEqual({ train: [43, 44], validation: [10, 10], test: [7, 6] });
    expect(splitSentence(pre, made, groups)).toBe(
      `24 groups by named patients, each whole in one part: ${sizes[0]}, ${sizes[1]} and ${sizes[2]} images to train, validate and test (87, 20 and 13 without groups)`,
    );
    const none = { names: groups.names, origin: "none", count: 120 } as const;
    const torn = split(pre, { seed: 1, folder: run(), groups: none });
    expect(splitSentence(pre, torn, none)).toMatch(
      /^no patients are named: each image is a group of its own/,
    );
    const slices = pre.dataset.slices.map((s, i) => ({ ...s, group: groups.names[i]! }));
    expect(splitSentence({ ...pre, dataset: { ...pre.dataset, slices } }, torn, none)).toMatch(
      /^caution: \d+ named patients lie in several parts, since data\.grouping is none/,
    );
  });
});
