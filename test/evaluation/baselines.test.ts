import { expect, test } from "vitest";
import { baselines } from "../../lib/evaluation/baselines";
import { labels, part } from "./bright-thirds";

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
