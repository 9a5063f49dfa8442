import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  concat,
  groupedFolds,
  imageSet,
  pick,
  repeat,
  splitAt,
  withLabel,
  type ImageSet,
  type Split,
} from "../../lib/data";
import { arms, evaluate, evaluateBaselines, type TrainedArm } from "../../lib/evaluation";
import { discard } from "../../lib/quality";
import { madeSet } from "../data/made-dataset";
import { temporary } from "../data/made-folder";

// Every way we know to let a test image, or another image of its patient, into its own test.

const preprocessed = await madeSet(30, 30);
const labels = preprocessed.dataset.slices.map((s) => s.label);
const groups = labels.map((label, i) => `patient ${label}-${Math.floor(i / 3)}`);

function folds(): Split[] {
  const folder = temporary();
  return groupedFolds(labels, groups, { folds: 3, repeats: 1, seed: 1 }).map((places) =>
    splitAt(preprocessed, places, { groups, folder: (foldId) => join(folder, foldId) }),
  );
}

/** Images of a generator that saw the given real ones. */
function generated({ foldId, size }: ImageSet<"train">, seen: readonly string[]): ImageSet<"synthetic"> {
  const ids = Array.from({ length: 12 }, (_, i) => `drawn ${i}`);
  const pixels = new Float32Array(ids.length * size * size).fill(0.5);
  return imageSet("synthetic", { foldId, seen, ids, labels: ids.map(() => 1 as const), size, pixels });
}

/** An arm as `trainArm` describes it, never trained: the refusals come before its classifier is opened. */
function trained(images: ImageSet<"train" | "synthetic">, { validation, train }: Split): TrainedArm {
  const group = new Map(train.ids.map((id, i) => [id, train.groups[i] ?? id]));
  return {
    name: "made",
    foldId: images.foldId,
    n: images.ids.length,
    seen: [...images.seen, ...validation.ids],
    seenGroups: [...images.seen.map((id) => group.get(id) ?? id), ...validation.groups],
    steps: 1,
    history: { epochs: [], bestEpoch: 0 },
    seed: 1,
    folder: "nowhere",
  };
}

describe("evaluate() refuses", () => {
  test("an arm of another fold, which may have been trained on this fold's test", async () => {
    const [first, second] = folds() as [Split, Split];
    await expect(evaluate([trained(second.train, second)], first.test)).rejects.toThrow(
      /saw test images i\d+.*expected an arm of this split that never saw the test/,
    );
  });

  test("an arm that was trained on a test image under this fold's name, and names the image", async () => {
    const [{ train, test: sealed, validation }, other] = folds() as [Split, Split];
    const leaked = other.train.ids.find((id) => sealed.ids.includes(id)) ?? "";
    const place = other.train.ids.indexOf(leaked);
    const forged = imageSet("train", { ...pick(other.train, [place]), foldId: train.foldId });
    const arm = trained(concat(train, forged), { train, validation, test: sealed, foldId: train.foldId });
    await expect(evaluate([arm], sealed)).rejects.toThrow(new RegExp(`saw test images ${leaked}`));
  });

  test("an arm whose generator saw a test image, though no real test image is in its training set", async () => {
    const [split] = folds() as [Split];
    const [leaked = ""] = split.test.ids;
    const synthetic = generated(split.train, [...split.train.ids, leaked]);
    for (const images of [synthetic, withLabel(synthetic, 1), pick(synthetic, [0, 3]), repeat(synthetic, 30)])
      await expect(evaluate([trained(images, split)], split.test)).rejects.toThrow(
        `a generator of its images, saw test images ${leaked}`,
      );
    await expect(evaluate([trained(concat(split.train, synthetic), split)], split.test)).rejects.toThrow(
      leaked,
    );
  });

  test("an arm that saw another image of a test image's patient", async () => {
    const [split] = folds() as [Split];
    const arm = trained(split.train, split);
    const mate = groups[labels.findIndex((_, i) => split.test.ids.includes(`i${i}`))] ?? "";
    await expect(evaluate([{ ...arm, seenGroups: [...arm.seenGroups, mate] }], split.test)).rejects.toThrow(
      /saw other images of the patients of i\d+/,
    );
  });

  test("an arm whose epoch was chosen by a test image", async () => {
    const [split] = folds() as [Split];
    const arm = trained(split.train, { ...split, validation: { ...split.validation, ids: split.test.ids } });
    await expect(evaluate([arm], split.test)).rejects.toThrow(/saw test images/);
  });

  test("a baseline of another fold", () => {
    const [first, second] = folds() as [Split, Split];
    const options = { areas: new Map<string, number>(), seed: 1 };
    expect(() => evaluateBaselines(second.train, first.test, options)).toThrow(
      /saw test images|belongs to split/,
    );
    expect(evaluateBaselines(first.train, first.test, options).map((b) => b.predictions.length)).toEqual(
      new Array(5).fill(first.test.ids.length),
    );
  });
});

describe("sets refuse", () => {
  test("synthetic images that do not say what their generator saw", () => {
    const [{ train }] = folds() as [Split];
    const { foldId, size, pixels, ids, labels: own } = train;
    expect(() => imageSet("synthetic", { foldId, size, pixels, ids, labels: own })).toThrow(
      /does not say which real images its generator saw/,
    );
  });

  test("to be joined across folds, or discarded by another fold's images", () => {
    const [first, second] = folds() as [Split, Split];
    expect(() => concat(first.train, second.train)).toThrow(/expected one fold and one size/);
    const synthetic = generated(first.train, first.train.ids);
    expect(() => concat(second.train, synthetic)).toThrow(/expected one fold/);
    expect(() => discard(synthetic, withLabel(second.train, 1))).toThrow(/expected one fold, one class/);
  });

  test("a group in two parts, whoever chose the places", () => {
    const all = labels.map((_, i) => i);
    const places = { train: all.slice(0, 31), validation: all.slice(31, 50), test: all.slice(50) };
    expect(() => splitAt(preprocessed, places, { groups, folder: () => temporary() })).toThrow(
      'group "patient 1-10" lies in train and validation, expected each group in one part',
    );
  });

  test("nothing of what arms make of a fold's images forgets what was seen", () => {
    const [split] = folds() as [Split];
    const synthetic = generated(split.train, split.train.ids);
    for (const arm of arms)
      for (const given of [synthetic, pick(synthetic, [1, 2, 3])]) {
        const images = arm.images({ real: split.train, synthetic: given, syntheticCount: 12 });
        expect([...images.seen].sort()).toEqual([...split.train.ids].sort());
        expect(images.foldId).toBe(split.foldId);
      }
  });
});
