import { describe, expect, test } from "vitest";
import { chooseFarthest } from "../../../lib/evaluation/selection/choose-farthest";
import { range } from "../../../lib/core/arrays";
import { rowsAt, vectors, type Vectors } from "../../../lib/ml/vectors";
import { phantoms, read } from "../../quality/golden";

interface Golden {
  readonly farthest_point: { start_medoid: number; chosen: number[]; covering_radius: number };
  readonly farthest_from_real: { chosen: number[]; covering_radius: number };
}
const golden = read<Golden>("choosing");

/** The 64 normal phantoms as pixels / 255. */
function normals(): Vectors {
  const { pixels } = phantoms().normal;
  return { n: 64, dim: 1024, values: Float64Array.from(pixels, (v) => Math.round((v + 1) * 127.5) / 255) };
}

describe("chooseFarthest()", () => {
  test("gives numpy's order and covering radius from the medoid of 64 images", () => {
    const { start_medoid: medoid, chosen, covering_radius: radius } = golden.farthest_point;
    const { order, radii } = chooseFarthest(normals(), rowsAt(normals(), [medoid]), chosen.length - 1);
    expect([medoid, ...order]).toEqual(chosen);
    expect(radii.at(-1)).toBeCloseTo(radius, 9);
  });

  test("gives numpy's order and covering radius from 16 real images among 48 candidates", () => {
    const { chosen, covering_radius: radius } = golden.farthest_from_real;
    const [real, candidates] = [range(16), range(48).map((i) => i + 16)].map((at) => rowsAt(normals(), at));
    const { order, radii } = chooseFarthest(candidates!, real!, 6);
    expect(order.map((i) => i + 16)).toEqual(chosen);
    expect(radii.at(-1)).toBeCloseTo(radius, 9);
  });

  test("never lets the covering radius rise, ends at 0, and begins every longer choice with the shorter", () => {
    const [real, candidates] = [range(8), range(56).map((i) => i + 8)].map((at) => rowsAt(normals(), at));
    const all = chooseFarthest(candidates!, real!, 56);
    expect(all.radii.every((r, i) => i === 0 || r <= all.radii[i - 1]!)).toBe(true);
    expect(all.radii.at(-1)).toBe(0);
    expect([...all.order].sort((a, b) => a - b)).toEqual(range(56));
    expect(chooseFarthest(candidates!, real!, 9).order).toEqual(all.order.slice(0, 9));
  });

  test("takes the first of equally far candidates, and each of several copies once", () => {
    const candidates = vectors([[1], [-1], [1], [0]]);
    expect(chooseFarthest(candidates, vectors([[0]]), 4).order).toEqual([0, 1, 2, 3]);
  });
});
