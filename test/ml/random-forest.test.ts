import { describe, expect, it } from "vitest";
import { mean, stream } from "../../lib/core";
import { randomForest } from "../../lib/ml/random-forest";
import { row, rowsAt, stack, vectors } from "../../lib/ml/vectors";
import { pixelVectors } from "../../lib/quality/images";
import golden from "../golden/forest.json";
import { part, phantoms } from "../quality/golden";

describe("randomForest()", () => {
  it("gives scikit-learn's probabilities for unseen phantoms, to what its seeds differ by", () => {
    const { normal, lesion } = phantoms();
    const { train, test, probabilities, sd, accuracy } = golden.forest;
    const known = stack(pixelVectors(part(normal, 0, train)), pixelVectors(part(lesion, 0, train)));
    const unseen = stack(pixelVectors(part(normal, train, 64)), pixelVectors(part(lesion, train, 64)));
    const labels = Array.from({ length: 2 * train }, (_, i) => (i < train ? 0 : 1));
    const seeds = [1, 2, 3];
    const found = seeds.map((seed) => {
      const forest = randomForest(known, labels, stream(seed, "forest"));
      return Array.from({ length: unseen.n }, (_, i) => forest.predict(row(unseen, i))[1]!);
    });
    const average = probabilities.map((_, i) => mean(found, (p) => p[i]!));
    const difference = mean(probabilities.map((p, i) => Math.abs(p - average[i]!)));
    expect(difference).toBeLessThan(1.5 * sd);
    expect(Math.abs(mean(average) - mean(probabilities))).toBeLessThan(sd / 2);
    for (const p of found) {
      const right = p.filter((value, i) => value > 0.5 === i >= test).length / p.length;
      expect(Math.abs(right - accuracy.mean)).toBeLessThan(4 * accuracy.sd);
    }
  });

  it("gives probabilities that sum to 1, the same for the same seed and others for another", () => {
    const x = vectors([
      [0, 5],
      [1, 4],
      [2, 3],
      [3, 2],
      [4, 1],
      [5, 0],
    ]);
    const predict = (seed: number): number[] =>
      randomForest(x, [0, 0, 1, 1, 2, 2], stream(seed, "f"), 20).predict([2.5, 2.5]);
    expect(predict(1)).toHaveLength(3);
    expect(predict(1).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(predict(1)).toEqual(predict(1));
    expect(predict(1)).not.toEqual(predict(2));
  });

  it("of one class is sure of it, and knows nothing of equal vectors but their shares", () => {
    expect(randomForest(vectors([[1], [2]]), [0, 0], stream(1, "f"), 5).predict([9])).toEqual([1]);
    const same = rowsAt(vectors([[1]]), new Array<number>(8).fill(0));
    const [p = NaN] = randomForest(same, [0, 0, 0, 0, 0, 0, 1, 1], stream(1, "f"), 400).predict([1]);
    expect(p).toBeCloseTo(0.75, 1);
  });
});

describe("randomForest() of points", () => {
  it("learns what a single threshold cannot tell, the same each time", () => {
    const random = stream(3, "points");
    const points = Array.from({ length: 200 }, () => [
      random.between(-1, 1),
      random.between(-1, 1),
      random.next(),
    ]);
    const labels = points.map(([x = 0, y = 0]) => (x * y > 0 ? 1 : 0));
    const forest = randomForest(vectors(points), labels, stream(1, "forest"), 100);
    const fresh = Array.from({ length: 200 }, () => [
      random.between(-1, 1),
      random.between(-1, 1),
      random.next(),
    ]);
    const right = fresh.filter(([x = 0, y = 0, z = 0]) => forest.predict([x, y, z])[1]! > 0.5 === x * y > 0);
    expect(right.length).toBeGreaterThan(170);
    const again = randomForest(vectors(points), labels, stream(1, "forest"), 100);
    expect(again.predict([0.3, 0.4, 0.5])).toEqual(forest.predict([0.3, 0.4, 0.5]));
  });

  it("answers one class from one class, and the share of classes from equal vectors", () => {
    expect(randomForest(vectors([[1], [2]]), [1, 1], stream(1, "f"), 5).predict([0])).toEqual([0, 1]);
    const equal = randomForest(vectors([[1], [1], [1], [1]]), [0, 0, 1, 1], stream(1, "f"), 300);
    expect(equal.predict([1])[1]).toBeCloseTo(0.5, 1);
  });
});
