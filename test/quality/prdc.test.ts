import { describe, expect, it } from "vitest";
import { pixelVectors } from "../../lib/quality/images";
import { prdc } from "../../lib/quality/prdc";
import { rowsAt, stack, vectors } from "../../lib/ml/vectors";
import { golden, part, phantomMetrics, phantoms, X, Y } from "./golden";

const column = (values: readonly number[]) => vectors(values.map((v) => [v]));

describe("prdc", () => {
  it("prdc() agrees with the prdc package at k = 3 and 5", () => {
    for (const [k, expected] of [
      [3, golden.prdc3],
      [5, golden.prdc5],
    ] as const)
      for (const [name, value] of Object.entries(expected))
        expect(prdc(Y, X, { k })[name as "recall"], `${name} at k = ${k}`).toBeCloseTo(value, 12);
  });

  it("prdc() gives the hand case; with the sets swapped it would not", () => {
    const { real, fake, precision, recall, density, coverage } = golden.prdcHand;
    expect(prdc(column(fake), column(real), { k: 1 })).toEqual({
      precision,
      recall,
      density,
      coverage,
      k: 1,
    });
    expect(prdc(column(real), column(fake), { k: 1 }).precision).not.toBe(precision);
  });

  it("prdc() counts a vector on the rim of a ball as outside", () => {
    // real radii 1, 1, 3: the synthetic 2 is on the rim of the ball around 1, and 5 inside none
    const result = prdc(column([2, 9]), column([0, 1, 4]), { k: 1 });
    expect(result).toEqual({ precision: 0.5, recall: 1, density: 0.5, coverage: 1 / 3, k: 1 });
  });

  it("prdc() agrees with the prdc package on phantoms", () => {
    const { normal, lesion } = phantoms();
    const a = pixelVectors(part(normal, 0, 32));
    const cases = {
      A_vs_normalB: part(normal, 32, 64),
      A_vs_lesion32: part(lesion, 0, 32),
      A_vs_copies_of_A: part(normal, 0, 32),
    };
    for (const [name, images] of Object.entries(cases)) {
      const { k, ...found } = prdc(pixelVectors(images), a);
      expect(k).toBe(3);
      for (const [rate, value] of Object.entries(phantomMetrics.values[name]!.prdc3))
        expect(found[rate as "recall"], `${rate} of ${name}`).toBeCloseTo(value, 10);
    }
  });

  it("prdc() sees one image repeated as precise but without recall", () => {
    const { normal } = phantoms();
    const repeated = rowsAt(pixelVectors(part(normal, 32, 64)), new Array<number>(32).fill(0));
    const { precision, recall, coverage } = prdc(repeated, pixelVectors(part(normal, 0, 32)));
    const expected = phantomMetrics.values["A_vs_mode_collapse_one_image"]!.prdc3;
    expect([precision, recall]).toEqual([1, 0]);
    expect(coverage).toBeCloseTo(expected.coverage, 10);
  });

  it("prdc() takes k = 5 from 50 vectors on", () => {
    const fifty = stack(stack(X, X), rowsAt(Y, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(prdc(fifty, fifty).k).toBe(5);
    expect(prdc(fifty, X).k).toBe(3);
  });

  it("prdc() of one image repeated on both sides: balls of radius 0 hold nothing, not even their centre", () => {
    const same = column([2, 2, 2]);
    expect(prdc(same, same, { k: 1 })).toEqual({ precision: 0, recall: 0, density: 0, coverage: 0, k: 1 });
  });

  it("prdc() does not depend on the order of either set", () => {
    const reversed = (x: typeof X): typeof X =>
      rowsAt(
        x,
        Array.from({ length: x.n }, (_, i) => x.n - 1 - i),
      );
    expect(prdc(reversed(Y), reversed(X), { k: 3 })).toEqual(prdc(Y, X, { k: 3 }));
  });

  it("prdc() refuses NaN, a single vector, and a k that has no neighbour", () => {
    expect(() => prdc(column([NaN, 1]), column([1, 2]))).toThrow("not finite");
    expect(() => prdc(column([1]), column([1, 2]))).toThrow("1 and 2 vectors");
    expect(() => prdc(Y, X, { k: 20 })).toThrow("k = 20 for 24 synthetic and 20 real vectors");
  });
});
