import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { splitAt, type ImageSet, type Role } from "../../lib/data";
import { countOpenings } from "../../lib/data/split/test-seal";
import { evaluateBaselines, evaluateWithBaselines } from "../../lib/evaluation";
import { pixelVectors } from "../../lib/quality";
import { madeSet } from "../data/made-dataset";

const preprocessed = await madeSet(30, 30);
const split = splitAt(
  preprocessed,
  {
    train: Array.from({ length: 40 }, (_, i) => i + 10),
    validation: Array.from({ length: 10 }, (_, i) => (i < 5 ? i : i + 45)),
    test: Array.from({ length: 10 }, (_, i) => (i < 5 ? i + 5 : i + 50)),
  },
  {
    groups: preprocessed.dataset.slices.map(({ id }) => id),
    folder: (foldId) => join(mkdtempSync(join(tmpdir(), "graft-leaks-")), foldId),
  },
);
const of = (set: ImageSet<Role>) => pixelVectors(set);
const { train } = split;

test("discriminators that saw a test image are refused, with the arms and alone", async () => {
  const options = { seed: 1, discriminators: { of, seen: [split.test.ids[0]!] } };
  expect(() => evaluateBaselines(train, split.test, options)).toThrow(/saw test images/);
  await expect(evaluateWithBaselines([], split.test, { train, ...options })).rejects.toThrow(
    /saw test images/,
  );
  expect(countOpenings(split.test)).toBe(0);
});

test("arms and baselines are evaluated in one opening of the test", async () => {
  const options = { seed: 1, discriminators: { of, seen: train.ids } };
  const { arms, baselines } = await evaluateWithBaselines([], split.test, { train, ...options });
  expect(arms).toEqual([]);
  expect(baselines.at(-1)).toMatchObject({ name: "discriminator's features", n: 40, testOpenings: 1 });
  expect(baselines.at(-1)!.predictions.map(({ id }) => id)).toEqual(split.test.ids);
  expect(countOpenings(split.test)).toBe(1);
});
