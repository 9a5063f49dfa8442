import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { describe, expect, it, vi } from "vitest";
import { stream } from "../../lib/core/random";
import { pixelVectors } from "../../lib/quality/images";
import { pca } from "../../lib/ml/pca";
import { trustworthiness } from "../../lib/ml/trustworthiness";
import { type Tsne, tsne } from "../../lib/ml/tsne";
import { type Affinities, tsneAffinities, conditionalAffinities } from "../../lib/ml/tsne-affinities";
import { divergence, tsneGradient } from "../../lib/ml/tsne-gradient";
import { openTsneThreads } from "../../lib/ml/tsne-threads";
import { stack } from "../../lib/ml/vectors";
import { golden, phantomMetrics, phantoms, X } from "../quality/golden";

const plane = Float64Array.from(golden.X.flatMap((r) => r.slice(0, 2)));

function gradientAt(p: Affinities, positions: Float64Array): Float64Array {
  const { compute, values, ...rest } = tsneGradient(p);
  rest.positions.set(positions);
  compute();
  rest.end();
  return values;
}

describe("t-SNE", () => {
  it("conditionalAffinities() agrees with scikit-learn and has the wanted perplexity in every row", () => {
    const p = conditionalAffinities(X, 5);
    golden.tsne.conditionalRow0.forEach((v, j) => expect(p[j]).toBeCloseTo(v, 5));
    for (let i = 0; i < 20; i++) {
      const entropy = p.slice(i * 20, i * 20 + 20).reduce((h, v) => (v > 0 ? h - v * Math.log(v) : h), 0);
      expect(Math.exp(entropy)).toBeCloseTo(5, 3);
    }
  });

  it("affinities() agrees with scikit-learn; its pairs, each taken twice, sum to 1", () => {
    const { from, to, p } = tsneAffinities(X, 5);
    expect([...to.subarray(0, from[1])]).toEqual(Array.from({ length: 19 }, (_, j) => j + 1));
    golden.tsne.jointRow0.slice(1).forEach((v, j) => expect(Math.abs(p[j]! - v)).toBeLessThan(1e-7));
    expect(2 * p.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  it("conditionalAffinities() of the nearest alone still has the wanted perplexity, and none beyond them", () => {
    const all = conditionalAffinities(X, 3);
    const near = conditionalAffinities(X, 3, 10);
    for (let i = 0; i < 20; i++) {
      const [line, whole] = [near, all].map((p) => p.slice(i * 20, i * 20 + 20)) as [
        Float64Array,
        Float64Array,
      ];
      const entropy = line.reduce((h, v) => (v > 0 ? h - v * Math.log(v) : h), 0);
      expect(Math.exp(entropy)).toBeCloseTo(3, 3);
      expect(line.filter((v) => v > 0)).toHaveLength(10);
      const least = Math.min(...line.filter((v) => v > 0));
      line.forEach((v, j) => v === 0 && expect(whole[j]!).toBeLessThan(least));
    }
    expect(tsneAffinities(X, 3, 10).p.length).toBeLessThan(190);
  });

  it("divergence() and divergenceGradient() agree with scikit-learn", () => {
    const p = tsneAffinities(X, 5);
    expect(divergence(p, plane)).toBeCloseTo(golden.tsne.kl, 5);
    const gradient = gradientAt(p, plane);
    golden.tsne.gradient.flat().forEach((v, k) => expect(Math.abs(gradient[k]! - v)).toBeLessThan(1e-6));
  });

  it("divergenceGradient() is the derivative of divergence()", () => {
    const p = tsneAffinities(X, 5);
    const gradient = gradientAt(p, plane);
    for (const k of [0, 7, 39]) {
      const moved = (by: number): number =>
        divergence(
          p,
          plane.map((v, i) => (i === k ? v + by : v)),
        );
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(gradient[k]!, 6);
    }
  });

  it("divergence() does not change when the plot is moved", () => {
    const p = tsneAffinities(X, 5);
    expect(
      divergence(
        p,
        plane.map((v) => v + 3),
      ),
    ).toBeCloseTo(divergence(p, plane), 10);
  });

  it("tsne() of the phantoms is as good as scikit-learn's, and better than two principal components", () => {
    const { normal, lesion } = phantoms();
    const images = stack(pixelVectors(normal), pixelVectors(lesion));
    const seen: number[] = [];
    const result = tsne(images, {
      perplexity: 20,
      onProgress: (iteration, kl) => void (seen[iteration] = kl),
    });
    const { kl, trust10_tsne, trust10_pca2 } = phantomMetrics.tsne;
    expect(Math.abs(result.kl - kl)).toBeLessThan(0.08); // local minima: scikit-learn's own runs give 0.56, 0.62 and 0.64
    const kept = trustworthiness(images, result.embedding, 10);
    const two = trustworthiness(images, pca(images, 2).scores, 10);
    expect(two).toBeCloseTo(trust10_pca2, 4);
    expect(Math.abs(kept - trust10_tsne)).toBeLessThan(0.02);
    expect(kept).toBeGreaterThan(0.9);
    expect(kept).toBeGreaterThan(two + 0.05);
    expect(seen[1000]).toBe(result.kl);
    expect(seen[250]!).toBeGreaterThan(2); // exaggerated attraction: 0.54 without it
    expect(seen[300]!).toBeLessThan(1);
  });

  it("tsne() gives the same picture twice", () => {
    const once = (): Tsne => tsne(X, { perplexity: 5, iterations: 300 });
    expect(once().embedding.values).toEqual(once().embedding.values);
  });

  it("bothHalves() gives the same bits with a second thread as without, and does not wait for its start", async () => {
    const n = 401;
    const values = stream(1, "points").normals(n * 3);
    const p = tsneAffinities({ n, dim: 3, values: Float64Array.from(values) }, 10, 31);
    const [alone, both] = [openTsneThreads(p, 1), openTsneThreads(p, 2)];
    for (const { positions } of [alone, both]) positions.set(stream(1, "places").normals(2 * n));
    const first = both.compute();
    expect(first).toEqual(alone.compute());
    const threads = await vi.waitFor(
      () => {
        const forces = both.compute();
        expect(forces.halves[1]).not.toBe(first.halves[1]);
        return forces;
      },
      { timeout: 10_000 },
    );
    expect(threads).toEqual(alone.compute());
    both.positions[7] = 3;
    alone.positions[7] = 3;
    expect(both.compute()).toEqual(alone.compute());
    both.end();
  });

  it("tsne() ends its thread also when it is stopped", () => {
    const ended = vi.spyOn(Worker.prototype, "terminate");
    const points = { n: 450, dim: 2, values: Float64Array.from(stream(1, "points").normals(900)) };
    const stop = (): never => {
      throw new Error("stopped");
    };
    expect(() => tsne(points, { onProgress: stop })).toThrow("stopped");
    expect(ended).toHaveBeenCalledTimes(availableParallelism() > 1 ? 1 : 0);
  });

  it("tsne() refuses a perplexity that the points cannot have", () => {
    expect(() => tsne(X, { perplexity: 10 })).toThrow("perplexity 10 for 20 points, expected 1 to 6.3.");
  });
});

describe("trustworthiness", () => {
  it("trustworthiness() agrees with scikit-learn", () => {
    const embedding = { n: 20, dim: 2, values: plane };
    for (const k of [1, 3, 5, 9] as const)
      expect(trustworthiness(X, embedding, k)).toBeCloseTo(golden.trustworthiness[k], 12);
    expect(trustworthiness(X, X, 5)).toBe(1);
  });

  it("trustworthiness() refuses k from n / 2 on", () => {
    expect(() => trustworthiness(X, X, 10)).toThrow("k = 10, 20 vectors, 20 points in the plane");
  });
});
