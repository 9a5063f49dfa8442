import { expect, test } from "vitest";
import { groupsOf, partCounts, split, splitSentence, type Preprocessed } from "../../../lib/data";
import { givenPartIndices } from "../../../lib/data/split/given-part-indices";
import type { Slice } from "../../../lib/data/dataset";
import { studySettings } from "../../../lib/study/study-settings";
import { madeSet } from "../made-dataset";
import { temporary } from "../made-folder";

/** A set of 40 + 40 images whose slices are changed. */
async function setOf(change: (slice: Slice, i: number) => Slice): Promise<Preprocessed> {
  const made = await madeSet(40, 40);
  return { ...made, dataset: { ...made.dataset, slices: made.dataset.slices.map(change) } };
}
const parts = ["train", "train", "train", "validation", "test"] as const;
const threeParts = (slice: Slice, i: number): Slice => ({ ...slice, part: parts[i % 5]! });
const twoParts = (slice: Slice, i: number): Slice => ({ ...slice, part: i % 5 === 4 ? "test" : "train" });

test("parts that the data set brings are the split, whatever the seed", async () => {
  const pre = await setOf(threeParts);
  for (const seed of [1, 2]) {
    const made = split(pre, { seed, folder: temporary() });
    expect([made.train, made.validation, made.test].map((part) => part.ids)).toEqual(
      ["train", "validation", "test"].map((part) =>
        pre.dataset.slices.filter((slice) => slice.part === part).map(({ id }) => id),
      ),
    );
    expect(splitSentence(pre, made, groupsOf(pre.dataset, [], "named"))).toBe(
      "the split that the data set brings: 48, 16 and 16 images to train, validate and test",
    );
  }
});

test("validation is taken from training where it is missing: 17 of 89 of each class, in whole groups", async () => {
  const pre = await setOf((slice, i) => ({
    ...twoParts(slice, i),
    group: `${slice.label}-${i % 5}-${i % 20}`,
  }));
  const groups = groupsOf(pre.dataset, [], "named");
  for (const seed of [1, 2, 3]) {
    const made = split(pre, { seed, folder: temporary(), groups });
    const counts = partCounts(pre, made);
    expect(counts.map((row) => row["images"])).toEqual([52, 12, 16]);
    const shared = made.train.groups.filter((group) => made.validation.groups.includes(group));
    expect(shared).toEqual([]);
    expect(made.test.ids).toEqual(
      pre.dataset.slices.flatMap(({ id, part }) => (part === "test" ? [id] : [])),
    );
    expect(splitSentence(pre, made, groups)).toContain(
      "brings, validation taken from training: 52, 12 and 16 images",
    );
  }
  expect(givenPartIndices(pre.dataset, groups, 1)).not.toEqual(givenPartIndices(pre.dataset, groups, 2));
});

test("given parts that tear a patient apart are refused; kept without grouping, with a caution and a count", async () => {
  const pre = await setOf((slice, i) => ({
    ...threeParts(slice, i),
    group: `p${slice.label}${Math.floor(i / 2)}`,
  }));
  const named = groupsOf(pre.dataset, [], "named");
  expect(() => split(pre, { seed: 1, folder: temporary(), groups: named })).toThrow(
    /Cannot keep the split that the data set brings.*: 2\d patients or sets of equal images lie in several of its parts: i2\.png \(train\) and i3\.png \(validation\).*data\.grouping=none/,
  );
  const none = groupsOf(pre.dataset, [], "none");
  const made = split(pre, { seed: 1, folder: temporary(), groups: none });
  expect(splitSentence(pre, made, none)).toMatch(/; caution: 2\d named patients lie in several parts/);
});

test("exact copies in two given parts are counted", async () => {
  const made = await madeSet(40, 40);
  const pre = await setOf((slice, i) => ({
    ...threeParts(slice, i),
    ...(i === 4 ? { grey: made.dataset.slices[0]!.grey } : {}),
  }));
  const none = groupsOf(pre.dataset, [], "named");
  expect(splitSentence(pre, split(pre, { seed: 1, folder: temporary() }), none)).toContain(
    "; caution: 1 test image is an exact copy of one in other parts",
  );
});

test("training of one patient per class has nothing to give for validation", async () => {
  const pre = await setOf((slice, i) => ({ ...twoParts(slice, i), group: `${slice.label}-${i % 5 === 4}` }));
  expect(() =>
    split(pre, { seed: 1, folder: temporary(), groups: groupsOf(pre.dataset, [], "named") }),
  ).toThrow(/no validation part, and training has 1 of normal and 1 of hemorrhage/);
});

test("a study keeps no given split", () => {
  expect(() => studySettings("smoke", { "data.split": "given" })).toThrow(
    /in a study: data\.split=given, expected folds/,
  );
});
