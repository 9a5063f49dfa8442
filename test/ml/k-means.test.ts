import { describe, expect, it } from "vitest";
import { stream } from "../../lib/core/random";
import { kMeans } from "../../lib/ml/k-means";
import { nearestNeighbours } from "../../lib/ml/nearest-neighbours";
import { row, vectors } from "../../lib/ml/vectors";

const random = stream(1, "clouds");
const cloud = (x: number, y: number, n: number): number[][] =>
  Array.from({ length: n }, () => [x + 0.3 * random.normal(), y + 0.3 * random.normal()]);
const x = vectors([...cloud(0, 0, 30), ...cloud(5, 0, 20), ...cloud(0, 5, 10)]);

describe("kMeans()", () => {
  it.each([1, 2, 3, 4, 5])(
    "kMeans() finds three clouds, each centre the mean of its vectors (seed %i)",
    (seed) => {
      const centres = kMeans(x, 3, stream(seed, "k-means"));
      const { index } = nearestNeighbours(x, centres);
      const groups = [index.slice(0, 30), index.slice(30, 50), index.slice(50)].map((g) => new Set(g));
      expect(groups.map((g) => g.size)).toEqual([1, 1, 1]);
      expect(new Set(groups.map((g) => [...g][0])).size).toBe(3);
      const members = index.flatMap((c, i) => (c === index[0] ? [i] : []));
      const mean = members.reduce((sum, i) => sum + row(x, i)[0]!, 0) / members.length;
      expect(row(centres, index[0]!)[0]).toBeCloseTo(mean, 10);
    },
  );

  it("kMeans() has a centre for each of identical vectors, and refuses more groups than vectors", () => {
    const same = vectors([[1], [1], [1]]);
    expect([...kMeans(same, 2, stream(1, "k")).values]).toEqual([1, 1]);
    expect(() => kMeans(same, 4, stream(1, "k"))).toThrow("at least k = 4");
  });
});
