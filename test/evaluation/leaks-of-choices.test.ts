import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { groupedFolds, imageSet, splitAt, withLabel, type ImageSet, type Split } from "../../lib/data";
import { studyableArms } from "../../lib/evaluation/arms-of-study";
import { innerSplit } from "../../lib/evaluation/doses/inner-split";
import { selectionRules } from "../../lib/evaluation/selection/selection-rules";
import { trainingFeatures } from "../../lib/evaluation/selection/training-features";
import { madeSet } from "../data/made-dataset";
import { temporary } from "../data/made-folder";

// Choices of images and of their number: none may know the test, none may forget what its generator saw.

const preprocessed = await madeSet(30, 30);
const labels = preprocessed.dataset.slices.map((s) => s.label);
const groups = labels.map((label, i) => `patient ${label}-${Math.floor(i / 3)}`);

function folds(): Split[] {
  const folder = temporary();
  return groupedFolds(labels, groups, { folds: 3, repeats: 1, seed: 1 }).map((indices) =>
    splitAt(preprocessed, indices, { groups, folder: (foldId) => join(folder, foldId) }),
  );
}

/** As many images as the training ones, which they resemble. */
function generatedLike({ foldId, size, ids, labels: own, pixels }: ImageSet<"train">): ImageSet<"synthetic"> {
  const random = stream(1, "like");
  return imageSet("synthetic", {
    foldId,
    seen: ids,
    ids: ids.map((id) => `like ${id}`),
    labels: own,
    size,
    pixels: pixels.map((v) => 0.9 * v + 0.1 * random.between(-1, 1)),
  });
}

test("no dose, chosen one or choice of a rule forgets what its generator saw", () => {
  const [split] = folds() as [Split];
  const { foldId, size } = split.train;
  const own = split.train.labels.flatMap((label) => [label, label, label, label]);
  const pool = imageSet("synthetic", {
    foldId,
    seen: [...split.train.ids, "one more"],
    ids: own.map((_, i) => `drawn ${i}`),
    labels: own,
    size,
    pixels: new Float32Array(own.length * size * size),
  });
  for (const arm of studyableArms.filter(({ needs }) => needs !== "none")) {
    const given = { real: split.train, synthetic: pool, syntheticCount: 12, chosenDose: 0.25 };
    const images = arm.images(given);
    expect([arm.name, images.foldId, images.seen.includes("one more")]).toEqual([arm.name, foldId, true]);
  }
});

test("the choices of every rule are bit by bit the same when the test's images become noise", () => {
  const [split] = folds() as [Split];
  const choices = (): number[][] => {
    const images = withLabel(generatedLike(split.train), 1);
    const features = trainingFeatures(split.train);
    return Object.values(selectionRules).map((rule) => [
      ...rule({ images, label: 1, real: split.train, features, seed: 1 }),
    ]);
  };
  const before = choices();
  writeFileSync(split.test.file, Buffer.alloc(statSync(split.test.file).size, 7));
  expect(choices()).toEqual(before);
});

test("the inner split that chooses a dose holds training images only", () => {
  const [split] = folds() as [Split];
  const { train, validation } = innerSplit(split.train, 1);
  const known = new Set(split.train.ids);
  for (const id of [...train.ids, ...validation.ids]) expect(known.has(id)).toBe(true);
  expect(train.groups.filter((group) => validation.groups.includes(group))).toEqual([]);
});
