import { describe, expect, it } from "vitest";
import { mean, median, range } from "../../../lib/core/arrays";
import { nearestNeighbours } from "../../../lib/ml/nearest-neighbours";
import { row, rowsAt, type Vectors } from "../../../lib/ml/vectors";
import { authPct } from "../../../lib/quality/distance-to-training";
import { unitVectors } from "../../../lib/quality/memorisation/aligned-distances";
import { copyingOfCells, dataCopying, mannWhitneyZ } from "../../../lib/quality/memorisation/data-copying";
import { phantoms } from "../golden";
import { toyHeads } from "../toy-heads";
import { golden } from "./golden";

const all = unitVectors(phantoms().normal);
const at = (from: number, n: number): Vectors =>
  rowsAt(
    all,
    range(n).map((i) => from + i),
  );
const [train, heldOut, honest] = [at(0, 24), at(24, 20), at(44, 20)];
/** Its first eight are training images moved one pixel to the right, the last column coming in at the left. */
const copies: Vectors = {
  ...honest,
  values: Float64Array.from(honest.values, (v, k) =>
    k < 8 * 1024 ? row(all, Math.floor(k / 1024))[(k % 1024) + (k % 32 === 0 ? 31 : -1)]! : v,
  ),
};
const cells = (x: Vectors): number[] => {
  const middle = median(range(train.n).map((i) => mean(row(train, i))));
  return range(x.n).map((i) => (mean(row(x, i)) > middle ? 1 : 0));
};

describe("copyingOfCells()", () => {
  it.each([
    ["honest", honest],
    ["copies", copies],
  ] as const)("copyingOfCells() is numpy's in one cell and in two: %s", (name, synthetic) => {
    const sets = { synthetic, train, heldOut };
    const one = copyingOfCells(sets, (x) => range(x.n).map(() => 0), 1);
    expect(one.value).toBeCloseTo(golden.memorisation.ct_one_cell[name].z, 9);
    const two = copyingOfCells(sets, cells, 2);
    const expected = golden.memorisation.ct_two_cells[name];
    two.cells.forEach(({ z }, i) => expect(z).toBeCloseTo(expected.z[i]!, 9));
    expect(two.value).toBeCloseTo(expected.C_T, 9);
  });

  it("copyingOfCells() leaves out a cell without synthetic images, and reports it", () => {
    const low = rowsAt(
      honest,
      cells(honest).flatMap((c, i) => (c === 0 ? [i] : [])),
    );
    const { value, cells: found } = copyingOfCells({ synthetic: low, train, heldOut }, cells, 2);
    expect(found[1]).toMatchObject({ synthetic: 0, z: undefined });
    expect(value).toBe(found[0]!.z);
  });
});

describe("dataCopying()", () => {
  it("dataCopying() is far below -3 for training images with noise, near 0 for others, above 3 for far ones", () => {
    const heads = unitVectors(toyHeads(220, 3));
    const part = (from: number, n: number): Vectors =>
      rowsAt(
        heads,
        range(n).map((i) => from + i),
      );
    const [members, held, fresh] = [part(0, 70), part(70, 70), part(140, 70)];
    const noisy = { ...members, values: members.values.map((v) => v + 0.001) };
    const far = { ...fresh, values: fresh.values.map((v, k) => v + (k % 2 === 0 ? 0.1 : -0.1)) };
    const of = (synthetic: Vectors) => dataCopying({ synthetic, train: members, heldOut: held }, { seed: 1 });
    expect(of(noisy).value).toBeLessThan(-6);
    expect(Math.abs(of(fresh).value!)).toBeLessThan(3);
    expect(of(far).value).toBeGreaterThan(3);
    for (const cell of of(fresh).cells) {
      expect(cell.train).toBeGreaterThanOrEqual(20);
      expect(cell.heldOut).toBeGreaterThanOrEqual(10);
    }
  });

  it("dataCopying() takes one cell of few images", () => {
    expect(dataCopying({ synthetic: honest, train, heldOut }).cells).toHaveLength(1);
  });
});

it("authPct() is numpy's for honest phantoms, for held-out ones, and higher for copies that were shifted", () => {
  const of = (x: Vectors): number => authPct(nearestNeighbours(x, train), train);
  const { honest: a, test_images: b, copies: c } = golden.memorisation.authpct;
  expect([of(honest), of(heldOut), of(copies)].map((v) => Math.round(v))).toEqual([a, b, c].map(Math.round));
});

it("mannWhitneyZ() counts ties half", () => {
  expect(mannWhitneyZ([1, 2], [1, 2])).toBe(0);
  expect(mannWhitneyZ([3, 4], [1, 2])).toBeCloseTo(2 / Math.sqrt(20 / 12), 12);
});
