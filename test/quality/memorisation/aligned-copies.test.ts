import { describe, expect, it } from "vitest";
import { range } from "../../../lib/core/arrays";
import { engineMultiply } from "../../../lib/quality/engine-multiply";
import type { Images } from "../../../lib/quality/images";
import { alignedCopies, isCopying } from "../../../lib/quality/memorisation/aligned-copies";
import { copyKinds, plantedCopies } from "../../../lib/quality/memorisation/planted-copies";
import { part } from "../golden";
import { toyHeads } from "../toy-heads";

const heads = toyHeads(124, 1);
const alone = range(32).map((i) => `head ${i}`);
const train = { ...part(heads, 0, 32), groups: alone };
const heldOut = part(heads, 32, 64);
const honest = part(heads, 64, 124);
const options = { multiply: engineMultiply };
const join = (...sets: Images[]): Images => ({
  size: 32,
  pixels: Float32Array.from(sets.flatMap(({ pixels }) => [...pixels])),
});

describe("alignedCopies()", () => {
  const copies = plantedCopies(train, { count: 10, seed: 2 });
  const found = alignedCopies(join(copies, part(honest, 0, 50)), { train, heldOut }, options);

  it("alignedCopies() flags the planted ones, each beside its source, and no other", () => {
    expect([...found.flagged].sort((a, b) => a - b)).toEqual(range(10));
    const rho = found.flagged.map((i) => found.rho[i]!);
    expect(rho).toEqual([...rho].sort((a, b) => a - b));
    expect(found.nearest.slice(0, 10).every((index, i) => found.distance[i]! < 0.7 && index >= 0)).toBe(true);
    expect(isCopying(found)).toBe(true);
  });

  it("alignedCopies() finds exact, shifted and flipped copies at 0, turned and noisy ones between", () => {
    const [exact, shifted, flipped, turned, noisy] = found.rho.slice(0, 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    for (const rho of [exact, shifted, flipped]) expect(rho).toBeLessThan(1e-4);
    for (const rho of [turned, noisy]) expect(rho).toBeGreaterThan(0.05);
    expect(copyKinds).toHaveLength(5);
  });

  it("alignedCopies() flags no honest image, says what would have been seen and plants copies to prove it", () => {
    const clean = alignedCopies(honest, { train, heldOut }, options);
    expect([clean.flagged, clean.realPairs, clean.p]).toEqual([[], { heldOut: 0, train: 0 }, 1]);
    expect(clean.planted).toEqual({ n: 32, found: 32 });
    expect(isCopying(clean)).toBe(false);
    expect(clean.fewest).toBeGreaterThan(1);
    expect(clean.fewest).toBeLessThanOrEqual(10);
  });

  it("alignedCopies() cannot call anything copying by few held-out patients, as ranks alone say", () => {
    const few = { ...part(train, 0, 12), groups: alone.slice(0, 12) };
    const all = plantedCopies(few, { count: 12, seed: 2 });
    const by = (n: number, groups?: readonly string[], images: Images = all) => {
      const held = { ...part(heldOut, 0, n), ...(groups && { groups }) };
      return alignedCopies(images, { train: few, heldOut: held }, options);
    };
    const one = by(1);
    expect(one.flagged).toHaveLength(12);
    expect([one.p, one.fewest, isCopying(one)]).toEqual([expect.closeTo(1 / 13, 9), 13, false]);
    const slices = by(
      8,
      Array.from({ length: 8 }, () => "one patient"),
    );
    expect([slices.heldOut, slices.heldOutPatients, slices.p]).toEqual([8, 1, one.p]);
    // all 12 below all three held-out ones: 12! 3! / 15! of all orders
    expect(by(3).p).toBeCloseTo(6 / (15 * 14 * 13), 9);
    expect(isCopying(by(3))).toBe(false);
    expect([by(4).fewest, isCopying(by(4))]).toEqual([12, true]);
    // 4 of 16 lie lowest, all of them samples: (10 9 8 7) / (16 15 14 13) of all orders
    const some = by(6, undefined, join(part(all, 0, 4), part(honest, 0, 6)));
    expect(some.flagged).toHaveLength(4);
    expect(some.p).toBeCloseTo((10 * 9 * 8 * 7) / (16 * 15 * 14 * 13), 9);
    expect([by(19).fewest, by(20).fewest]).toEqual([7, 5]); // from 20 on their quantile counts; ranks would still say 7
  });

  it("alignedCopies() flags nothing that lies above a held-out image, where ranks are all there is", () => {
    const exact = plantedCopies(train, { count: 1, seed: 5, kinds: copyKinds.slice(0, 1) });
    const held = join(exact, part(heldOut, 0, 17)); // one patient is in the training part too
    const ofSlices = { ...held, groups: range(18).map((i) => `patient ${i >> 1}`) };
    for (const few of [held, ofSlices]) {
      const { threshold, heldOutRho, realPairs } = alignedCopies(honest, { train, heldOut: few }, options);
      expect(threshold).toBeLessThanOrEqual(Math.min(...heldOutRho));
      expect(realPairs.heldOut).toBe(0);
    }
  });

  it("alignedCopies() takes the second nearest of another group, or a scan's next slice would hide the copy", () => {
    const slices = plantedCopies(part(train, 0, 4), { count: 4, seed: 3, kinds: copyKinds.slice(3, 4) });
    const scans = join(part(train, 0, 32), slices);
    const images = part(train, 0, 4);
    const hidden = alignedCopies(
      images,
      { train: { ...scans, groups: [...alone, "a", "b", "c", "d"] }, heldOut },
      options,
    );
    expect(hidden.rho.every((rho) => rho < 1e-4)).toBe(true); // an exact copy is nearer than the next slice
    const near = plantedCopies(part(train, 0, 4), { count: 4, seed: 4, kinds: copyKinds.slice(4) });
    const split = { ...scans, groups: [...alone, "a", "b", "c", "d"] };
    const source = (i: number): number => {
      const distances = range(4).map((j) =>
        Math.hypot(...range(1024).map((k) => slices.pixels[i * 1024 + k]! - train.pixels[j * 1024 + k]!)),
      );
      return distances.indexOf(Math.min(...distances));
    };
    const joined = { ...scans, groups: [...alone, ...range(4).map((i) => `head ${source(i)}`)] };
    const [apart, together] = [split, joined].map((t) => alignedCopies(near, { train: t, heldOut }, options));
    expect(Math.min(...apart!.rho)).toBeGreaterThan(Math.max(...together!.rho));
    expect(apart!.realPairs.train).toBeGreaterThanOrEqual(4); // slices and their sources repeat each other
  });

  it("alignedCopies() sees nothing where every real image occurs twice, and its planted copies say so", () => {
    const twice = { ...join(train, train), groups: range(64).map((i) => `head ${i}`) };
    const blind = alignedCopies(part(train, 0, 10), { train: twice, heldOut }, options);
    expect(blind.flagged).toEqual([]);
    expect(blind.planted.found).toBeLessThan(blind.planted.n / 4);
  });

  it("alignedCopies() sees nothing with training images of one patient, and its planted copies say so", () => {
    const one = { ...train, groups: alone.map(() => "a") };
    const blind = alignedCopies(part(train, 0, 10), { train: one, heldOut }, options);
    expect([blind.flagged, blind.planted]).toEqual([[], { n: 32, found: 0 }]);
    expect(new Set(blind.rho)).toEqual(new Set([1]));
    const few = { ...train, groups: ["a"] };
    expect(() => alignedCopies(honest, { train: few, heldOut }, options)).toThrow("1 names of patients");
  });
});
