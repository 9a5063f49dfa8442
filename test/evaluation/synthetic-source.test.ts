import { expect, test } from "vitest";
import { syntheticSources, type SyntheticSource } from "../../lib/evaluation";
import { part } from "./bright-thirds";

test.each(Object.keys(syntheticSources) as SyntheticSource[])(
  "the source %s says what to do where there is no GAN",
  async (source) => {
    const from = {
      gans: [],
      real: part("train", 0, 30),
      count: 2,
      seed: 1,
      inversion: { steps: 1, spread: 0 },
    };
    await expect(syntheticSources[source](from)).rejects.toThrow(
      "Cannot generate images: no GAN, expected one per class. Give it the GANs that notebook 02 trained.",
    );
  },
);
