import { expect, test } from "vitest";
import { drawLatents, imagesAt, mixClasses, ofEachClass, trainGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";

test("mixClasses() begins with the one class's image of a latent and ends with the other's, in steps", async () => {
  const gan = await trainGan(
    squares("train", 12, (i) => i % 2),
    tinyConditional,
    tinyOptions({ epochs: 2, classes: ["dark", "bright"], name: "all classes" }),
  );
  const [dark, bright] = ofEachClass(gan);
  const latent = drawLatents(gan, [0]);
  const { pixels } = await mixClasses(gan, latent, { from: 0, to: 1, steps: 5 });
  const image = (i: number): Float32Array => pixels.slice(i * 64, (i + 1) * 64);
  const far = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((v, i) => v - b[i]!));
  const [first, last] = [(await imagesAt(dark!, latent)).pixels, (await imagesAt(bright!, latent)).pixels];
  expect(far(image(0), first)).toBeLessThan(1e-4);
  expect(far(image(4), last)).toBeLessThan(1e-4);
  const whole = far(first, last);
  expect(whole).toBeGreaterThan(1e-2);
  for (let i = 0; i < 4; i++) expect(far(image(i), image(i + 1))).toBeLessThan(whole);
});

test("mixClasses() refuses separate GANs and says why", async () => {
  const gan = await trainGan(
    squares("train", 12, () => 1),
    tinySpec,
    tinyOptions({ epochs: 1 }),
  );
  await expect(mixClasses(gan, new Float32Array(5), { from: 0, to: 1, steps: 3 })).rejects.toThrow(
    "the latents of separate GANs have no axis in common",
  );
});
