import { describe, expect, it } from "vitest";
import { stream } from "../../../lib/core/random";
import { engineMultiply } from "../../../lib/quality/engine-multiply";
import { alignedDistances, unitVectors } from "../../../lib/quality/memorisation/aligned-distances";
import { moveImage } from "../../../lib/quality/memorisation/move-image";
import { row } from "../../../lib/ml/vectors";
import { part, phantoms } from "../golden";
import { golden } from "./golden";

const { normal } = phantoms();
const train = part(normal, 0, 32);
const source = row(unitVectors(normal), 5) as Float32Array;
const noise = stream(1, "noise");

/** Nearest and second nearest training image of one image. */
function nearest(image: Float32Array): { index: number; distance: number; second: number } {
  const { values } = alignedDistances({ n: 1, dim: 1024, values: image }, train, engineMultiply);
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  return { index: order[0]!, distance: values[order[0]!]!, second: values[order[1]!]! };
}

describe("alignedDistances()", () => {
  it.each([
    ["exact", source],
    ["shift_x1", moveImage(source, 32, { right: 1 })],
    ["flip", moveImage(source, 32, { isFlipped: true })],
    ["rotate3", moveImage(source, 32, { turn: 3 })],
  ] as const)("alignedDistances() is scipy's for a copy: %s", (kind, image) => {
    const expected = golden.aligned.plants[kind];
    const found = nearest(image);
    expect(found.index).toBe(expected.aligned_nearest);
    expect(found.distance).toBeCloseTo(expected.aligned_distance, 5);
    expect(found.second).toBeCloseTo(expected.aligned_second, 5);
    const plain = Math.hypot(...source.map((v, k) => v - image[k]!));
    expect(plain).toBeCloseTo(expected.plain_distance_to_source, 5);
  });

  it("alignedDistances() leaves a noisy copy as far as its noise, which no motion removes", () => {
    const noisy = source.map((v) => v + 0.02 * noise.normal());
    const { index, distance } = nearest(noisy);
    expect(index).toBe(5);
    expect(distance).toBeCloseTo(Math.hypot(...noisy.map((v, k) => v - source[k]!)), 5);
    expect(distance).toBeGreaterThan(0.55);
  });

  it("alignedDistances() gives the ratios of sixteen other phantoms, in blocks or one image at a time", () => {
    const x = unitVectors(part(normal, 32, 48));
    const { values } = alignedDistances(x, train, engineMultiply);
    const ratios = Array.from({ length: 16 }, (_, i) => {
      const [a, b] = values.slice(i * 32, (i + 1) * 32).sort();
      return a! / b!;
    });
    golden.aligned.held_out_ratios_normal_32_47.forEach((ratio, i) =>
      expect(ratios[i]).toBeCloseTo(ratio, 5),
    );
    const one = alignedDistances(x, part(normal, 7, 8), undefined).values;
    one.forEach((distance, i) => expect(distance).toBeCloseTo(values[i * 32 + 7]!, 6));
  });
});
