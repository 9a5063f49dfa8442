import { expect, test } from "vitest";
import { baselines, predictBaselines } from "../../lib/evaluation/baselines";
import { pixelVectors } from "../../lib/quality";
import { labels, part } from "./bright-thirds";

test.each([...baselines])("the baseline $name answers for each of three classes", ({ name, predict }) => {
  const test = part("test", 42, 60);
  const areas = new Map(labels.map((label, i) => [`i${i}`, 1000 * (label + 1)]));
  const discriminators = { of: pixelVectors, seen: [] };
  const predictions = predict({ train: part("train", 0, 42), test, areas, seed: 1, discriminators });
  for (const probabilities of predictions) {
    expect(probabilities).toHaveLength(3);
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    for (const p of probabilities) expect(p).toBeGreaterThanOrEqual(0);
  }
  const right = predictions.filter((p, i) => p.indexOf(Math.max(...p)) === test.labels[i]).length;
  // one size of image against the rest has no answer for the middle one
  const least = name === "majority" ? 6 : name === "image area only" ? 12 : 16;
  expect(right).toBeGreaterThanOrEqual(least);
});

test("a baseline is left out where what it needs is not known", () => {
  const names = (more: object): string[] =>
    predictBaselines(part("train", 0, 42), part("test", 42, 60), { seed: 1, ...more }).map(
      ({ name }) => name,
    );
  const always = ["majority", "nearest neighbour", "logistic regression", "random forest"];
  expect(names({}).sort()).toEqual([...always].sort());
  expect(names({ areas: new Map() })).toContain("image area only");
  expect(names({ discriminators: { of: pixelVectors, seen: [] } })).toContain("discriminator's features");
});

test("the discriminator's features decide nothing by their scale or place, which training images alone set", () => {
  const own = baselines.find(({ needs }) => needs === "discriminators")!;
  const [train, test_] = [part("train", 0, 42), part("test", 42, 60)];
  const moved = (set: Parameters<typeof pixelVectors>[0]) => {
    const x = pixelVectors(set);
    return { ...x, values: Float64Array.from(x.values, (v) => 1000 * v + 7) };
  };
  const predictions = [pixelVectors, moved].map((of) =>
    own.predict({ train, test: test_, seed: 1, discriminators: { of, seen: [] } }).flat(),
  );
  predictions[0]!.forEach((p, i) => expect(predictions[1]![i]).toBeCloseTo(p, 8));
});
