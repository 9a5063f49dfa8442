import { beforeAll, describe, expect, test } from "vitest";
import { auc, oneNearestNeighbour, phantom, preprocess, type Preprocessed } from "../../lib/data";
import { pca, project, type Vectors } from "../../lib/quality";

/** Conditions for a data set on which augmentation may or may not help; measured on the paper's number of slices. */
describe("the phantom's 200 slices of seed 1", () => {
  let data: Preprocessed;
  let labels: readonly number[];
  const size = 32;
  const pixelsOf = (i: number): Float32Array => data.pixels.subarray(i * size * size, (i + 1) * size * size);
  const tells = (score: (i: number) => number, indices = labels.map((_, i) => i)): number =>
    auc(
      indices.map(score),
      indices.map((i) => labels[i] ?? 0),
    ).auc;

  beforeAll(async () => {
    data = await preprocess(phantom({ images: 200, seed: 1 }), { size });
    labels = data.dataset.slices.map((s) => s.label);
  }, 120_000);

  test("a nearest neighbour in pixel space is right for 0.60 to 0.75", () => {
    const { accuracy } = oneNearestNeighbour(data);
    expect(accuracy).toBeGreaterThanOrEqual(0.6);
    expect(accuracy).toBeLessThanOrEqual(0.75);
  });

  test("mean intensity tells the classes with an area of at most 0.70, either way", () => {
    const area = tells((i) => pixelsOf(i).reduce((sum, p) => sum + p, 0));
    expect(Math.abs(area - 0.5)).toBeLessThanOrEqual(0.2);
  });

  test("image area tells nothing", () => {
    const area = tells((i) => (data.dataset.slices[i]?.width ?? 0) * (data.dataset.slices[i]?.height ?? 0));
    expect(area).toBeGreaterThan(0.45);
    expect(area).toBeLessThan(0.55);
  });

  test("what 16 components of half the normals leave over tells the classes with an area of at most 0.90", () => {
    const normals = labels.flatMap((l, i) => (l === 0 ? [i] : []));
    const fitted = pca(rows(normals.slice(0, 50).map(pixelsOf)), 16);
    const left = (i: number): number => residual(fitted, pixelsOf(i));
    const area = tells(left, [...normals.slice(50), ...labels.flatMap((l, i) => (l === 1 ? [i] : []))]);
    expect(area).toBeLessThanOrEqual(0.9);
    expect(area).toBeGreaterThan(0.5); // bleeds are strange to normals
  });
});

const rows = (vectors: readonly Float32Array[]): Vectors => ({
  n: vectors.length,
  dim: vectors[0]?.length ?? 0,
  values: Float64Array.from(vectors.flatMap((v) => [...v])),
});

/** Squared distance of a vector from the plane of the components. */
function residual(fitted: ReturnType<typeof pca>, vector: Float32Array): number {
  const scores = project(fitted, rows([vector])).values;
  const square = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x * x, 0);
  return square(vector.map((x, k) => x - (fitted.mean[k] ?? 0))) - square(scores);
}
