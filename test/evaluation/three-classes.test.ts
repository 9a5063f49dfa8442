import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { groupedFolds, imageSet, type ImageSet, type Role } from "../../lib/data";
import { baselines, forestOutOfFold, suspectedLabels } from "../../lib/evaluation";
import { datasetOf } from "../data/made-dataset";

const size = 8;
const labels = Array.from({ length: 60 }, (_, i) => i % 3);

/** Noise with a bright third: the upper, the middle or the lower rows. */
const pixels = (() => {
  const random = stream(1, "three classes");
  return Float32Array.from({ length: labels.length * size * size }, (_, at) => {
    const row = Math.floor((at % (size * size)) / size);
    const isBright = Math.floor((3 * row) / size) === labels[Math.floor(at / (size * size))];
    return Math.max(-1, Math.min(1, (isBright ? 0.2 : -0.2) + 0.3 * random.normal()));
  });
})();

function part<R extends Role>(role: R, from: number, to: number): ImageSet<R> {
  return imageSet(role, {
    foldId: "f",
    size,
    ids: labels.slice(from, to).map((_, i) => `i${from + i}`),
    labels: labels.slice(from, to),
    pixels: pixels.slice(from * size * size, to * size * size),
  });
}

test.each([...baselines])("the baseline $name answers for each of three classes", ({ name, predict }) => {
  const test = part("test", 42, 60);
  const areas = new Map(labels.map((label, i) => [`i${i}`, 1000 * (label + 1)]));
  const answers = predict({ train: part("train", 0, 42), test, areas, seed: 1 });
  for (const probabilities of answers) {
    expect(probabilities).toHaveLength(3);
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    for (const p of probabilities) expect(p).toBeGreaterThanOrEqual(0);
  }
  const right = answers.filter((p, i) => p.indexOf(Math.max(...p)) === test.labels[i]).length;
  // one size of image against the rest has no answer for the middle one
  const least = name === "majority" ? 6 : name === "image area only" ? 12 : 16;
  expect(right).toBeGreaterThanOrEqual(least);
});

test("groupedFolds() tests each of three classes in each fold", () => {
  const groups = labels.map((_, i) => `g${Math.floor(i / 6)}`);
  for (const { test: tested, train, validation } of groupedFolds(labels, groups, {
    folds: 5,
    repeats: 2,
    seed: 1,
  }))
    for (const places of [tested, train, validation])
      expect(new Set(places.map((i) => labels[i])).size).toBe(3);
});

test("forestOutOfFold() and suspectedLabels() find wrong labels among three, and no right ones", () => {
  const wrong = ["i7", "i20", "i33", "i46"];
  const said = labels.map((label, i) => (wrong.includes(`i${i}`) ? (label + 1) % 3 : label));
  const slices = said.map((label) => ({ grey: new Uint8Array(1), width: 1, height: 1, label }));
  const dataset = { ...datasetOf(slices), classes: ["upper", "middle", "lower"], positive: undefined };
  const preprocessed = { dataset, size, pixels, fingerprint: "", steps: [] };
  const answers = forestOutOfFold(
    preprocessed,
    slices.map((_, i) => `g${i}`),
    1,
  );
  const found = suspectedLabels(answers, ["forest"]).map(({ id }) => id);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(wrong).toEqual(expect.arrayContaining(found));
});
