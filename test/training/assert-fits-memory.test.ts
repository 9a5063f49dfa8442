import { expect, test } from "vitest";
import { numTensors } from "../../lib/engine";
import { paper } from "../../lib/models";
import { activationsOf, assertFitsMemory } from "../../lib/training/assert-fits-memory";

const models = [paper.generator(32), paper.discriminator(32)];
const image = models.reduce((sum, model) => sum + 4 * activationsOf(model), 0);

test("activationsOf() counts what the layers give for one image", () => {
  expect(activationsOf(models[1]!)).toBe(3 * 128 * (1024 + 256 + 64 + 16) + 2 * 2048 + 1);
});

test("fitsMemory() lets a batch pass that fits, and names one that would when it does not", () => {
  const before = numTensors();
  const batch = { batchSize: 256, size: 32, setting: "gan.batchSize" };
  assertFitsMemory("the GAN of a", models, batch, 256 * image);
  expect(() => assertFitsMemory("the GAN of a", models, batch, 200 * image)).toThrow(
    /^Cannot train the GAN of a: 1\.\d GiB for the layers' outputs of 256 images of 32 x 32, expected at most the 1\.\d GiB of memory that are free\. Set gan\.batchSize to 66 or less\.$/,
  );
  expect(() => assertFitsMemory("the GAN of a", models, batch, 5 * image)).toThrow("Take smaller images");
  expect(numTensors()).toBe(before);
});

test("fitsMemory() passes the default batches on this machine", () => {
  assertFitsMemory("the GAN of a", models, { batchSize: 16, size: 32, setting: "gan.batchSize" });
});
