import { expect, test } from "vitest";
import { drawLatents, imagesAt, trainGan } from "../../lib/training";
import { measureTruncation } from "../../lib/inversion";
import { squares, tinyOptions, tinySpec } from "../training/tiny";

test("measureTruncation() follows the same latents: of none one image, of longer ones more different images", async () => {
  const train = squares("train", 20, () => 1);
  const gan = await trainGan(train, tinySpec, tinyOptions({ epochs: 3 }));
  const { rows, n, real } = await measureTruncation(gan, train, { scales: [0, 0.3, 1], count: 50 });
  await expect(measureTruncation({ ...gan, label: 0 }, train)).rejects.toThrow(
    "a generator of label 0, and training images of label 1",
  );
  expect(n).toBe(20); // as many as there are real ones
  const [none, short, whole] = rows;
  expect(none!.different).toBeCloseTo(1, 6);
  expect(short!.different).toBeGreaterThan(1);
  expect(whole!.different).toBeGreaterThan(short!.different);
  expect(real).toBeGreaterThan(1);
  expect(real).toBeLessThanOrEqual(20);
  const numbers = Array.from({ length: 20 }, (_, i) => i);
  const drawn = await imagesAt(gan, drawLatents(gan, numbers, "truncation"));
  expect(whole!.images.pixels).toEqual(drawn.pixels);
});
