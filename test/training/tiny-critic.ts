import type { GanSpec } from "../../lib/models";
import { wasserstein, type GanOptions } from "../../lib/training";
import { plainDiscriminator, squares, tinyOptions, tinySpec } from "./tiny";

/** The tiny pair with a critic that nothing normalises. */
export const tinyCritic: GanSpec = {
  ...tinySpec,
  name: "tiny critic",
  discriminator: plainDiscriminator,
};

export const train = squares("train", 12, () => 1);

/** Five steps of the critic per step of the generator, 15 in all. */
export const critic = (): GanOptions =>
  tinyOptions({ loss: wasserstein, flipProbability: 0, criticSteps: 5, epochs: 5 });
