import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { pcaReconstructions } from "../../lib/inversion";

test("gives back what lies in the components' plane, and the nearest point of it for the rest", () => {
  const random = stream(1, "plane");
  // images of 2 x 2 that vary in their first two pixels only
  const flat = Array.from({ length: 20 }, () => [random.normal(), random.normal(), 0.25, -0.5]);
  const train = { size: 2, pixels: Float32Array.from(flat.flat()) };
  const asked = { size: 2, pixels: Float32Array.from([3, -4, 0.25, -0.5, 1, 2, 0.75, 0.5]) };
  const { pixels } = pcaReconstructions(train, asked, { components: 2 });
  [3, -4, 0.25, -0.5, 1, 2, 0.25, -0.5].forEach((v, k) => expect(pixels[k]).toBeCloseTo(v, 5));
});
