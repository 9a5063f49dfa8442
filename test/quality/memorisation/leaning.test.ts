import { describe, expect, it } from "vitest";
import { range } from "../../../lib/core/arrays";
import { pixelVectors } from "../../../lib/quality/images";
import { leaning } from "../../../lib/quality/memorisation/leaning";
import { rowsAt, vectors, type Vectors } from "../../../lib/ml/vectors";
import { toyHeads } from "../toy-heads";

const heads = pixelVectors(toyHeads(160, 5));
const at = (from: number, n: number): Vectors =>
  rowsAt(
    heads,
    range(n).map((i) => from + i),
  );
const [train, heldOut, fresh] = [at(0, 40), at(40, 40), at(80, 80)];

/** Between a head and the mean head: smooth, and nearer to every other head. */
const smooth = (x: Vectors): Vectors => {
  const mean = range(1024).map((k) => range(x.n).reduce((sum, i) => sum + x.values[i * 1024 + k]! / x.n, 0));
  return { ...x, values: x.values.map((v, k) => (v + mean[k % 1024]!) / 2) };
};

describe("leaning()", () => {
  it("leaning() finds nothing in other heads, and not in smooth ones, which AuthPct calls copies", () => {
    for (const synthetic of [fresh, smooth(fresh)]) {
      const { share, low, high, p, each } = leaning({ synthetic, train, heldOut }, { seed: 1 });
      expect(each).toBe(40);
      expect(p).toBeGreaterThan(0.025);
      expect(share).toBeGreaterThan(low - 0.05);
      expect(share).toBeLessThan(high + 0.05);
    }
  });

  it("leaning() finds heads that lie on the way to training images", () => {
    const drawn = {
      ...fresh,
      values: fresh.values.map((v, k) => 0.4 * v + 0.6 * train.values[k % train.values.length]!),
    };
    const { share, high, p } = leaning({ synthetic: drawn, train, heldOut }, { seed: 1 });
    expect(share).toBeGreaterThan(high);
    expect(p).toBeLessThan(0.025);
  });

  it("leaning() counts each synthetic image once, beside as many held-out images as training ones", () => {
    const synthetic = vectors([[0.1], [0.2], [9.9], [5]]);
    const found = leaning({ synthetic, train: vectors([[0], [4.9]]), heldOut: vectors([[10], [7]]) });
    expect(found.share).toBe(0.75);
    const slices = { train: ["a", "a"], heldOut: ["b", "b"] };
    const one = leaning(
      { synthetic, train: vectors([[0], [4.9]]), heldOut: vectors([[10], [7]]) },
      { groups: slices },
    );
    expect([one.low, one.high]).toEqual([0.25, 0.75]); // two patients can only change places
    const few = leaning({ synthetic, train: vectors([[0], [4.9]]), heldOut: vectors([[10]]) });
    expect(few.each).toBe(1);
    for (const { leastP } of [one, few]) expect(leastP).toBeGreaterThan(0.4); // so no lean would be seen
    expect(leaning({ synthetic: fresh, train, heldOut }, { seed: 1 }).leastP).toBe(0.002);
  });
});
